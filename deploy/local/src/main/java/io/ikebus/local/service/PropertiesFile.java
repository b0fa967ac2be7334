package io.ikebus.local.service;

import java.util.Map;
import java.util.TreeMap;

/** The text of a {@code .properties} file, in ISO 8859-1 with escapes, as {@link java.util.Properties} reads it. */
final class PropertiesFile {

    private PropertiesFile() {}

    static String text(Map<String, String> properties) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(properties).forEach((name, value) -> {
            escape(name, true, text);
            text.append('=');
            escape(value, false, text);
            text.append('\n');
        });
        return text.toString();
    }

    private static void escape(String part, boolean isName, StringBuilder text) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c < ' ' || c > '~') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                boolean special = c == '\\' || isName && ":=#! ".indexOf(c) >= 0 || !isName && i == 0 && c == ' ';
                text.append(special ? "\\" : "").append(c);
            }
        }
    }
}
