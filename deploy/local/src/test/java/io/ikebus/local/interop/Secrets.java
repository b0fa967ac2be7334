package io.ikebus.local.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Finds octets in any form in which they might have leaked. */
final class Secrets {

    private record Form(String secret, String form) {}

    private final List<Form> forms = new ArrayList<>();

    /** @param name what a finding is called; it must not tell the secret */
    void add(String name, byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException(name + " is too short to be found by its octets");
        }
        String hex = HexFormat.of().formatHex(secret);
        forms.add(new Form(name, new String(secret, ISO_8859_1)));
        forms.add(new Form(name + ", hex", hex));
        forms.add(new Form(name + ", hex", hex.toUpperCase(java.util.Locale.ROOT)));
        for (int shift = 0; shift < 3; shift++) {
            forms.add(new Form(name + ", base64", within(Base64.getEncoder(), secret, shift)));
            forms.add(new Form(name + ", base64", within(Base64.getUrlEncoder(), secret, shift)));
        }
    }

    int count() {
        return forms.size();
    }

    /** The names of those that are in the text. */
    List<String> in(byte[] text) {
        String haystack = new String(text, ISO_8859_1);
        return forms.stream()
                .filter(form -> haystack.contains(form.form()))
                .map(Form::secret)
                .distinct()
                .toList();
    }

    /** What of a secret's Base64 does not depend on its neighbours, when {@code shift} octets stand before it. */
    private static String within(Base64.Encoder encoder, byte[] secret, int shift) {
        byte[] shifted = new byte[shift + secret.length];
        System.arraycopy(secret, 0, shifted, shift, secret.length);
        String text = encoder.withoutPadding().encodeToString(shifted);
        int certain = (shift + secret.length) / 3 * 4;
        return text.substring(shift == 0 ? 0 : 4, certain);
    }
}
