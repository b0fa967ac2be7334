package io.ikebus.transport.config;

/** Reads a number of a range; whatever else stands there gets the sentence {@code form}. */
record WholeNumber(int least, int most, String form) {

    int read(String text) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(form, e);
        }
        throw new IllegalArgumentException(form);
    }
}
