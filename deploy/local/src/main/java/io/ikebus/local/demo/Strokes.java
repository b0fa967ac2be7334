package io.ikebus.local.demo;

import java.nio.charset.Charset;

/** The characters a ladder is drawn with. */
record Strokes(String side, String line, String right, String left, String cut) {

    static final Strokes PLAIN = new Strokes("|", "-", ">", "<", "...");
    static final Strokes DRAWN = new Strokes("│", "─", "▶", "◀", "…");

    /** The drawn ones where the terminal's encoding has them. */
    static Strokes of(Charset charset) {
        return charset.canEncode() && charset.newEncoder().canEncode("│─▶◀…") ? DRAWN : PLAIN;
    }
}
