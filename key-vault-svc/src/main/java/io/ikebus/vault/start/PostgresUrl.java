package io.ikebus.vault.start;

import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/** Where a PostgreSQL database is. User and password have their own properties, so that none stands in a URL. */
public final class PostgresUrl implements Converter<String> {
    private static final long serialVersionUID = 1;
    private static final Pattern FORM = Pattern.compile("jdbc:postgresql://[^/@\\s]+/\\S+");
    private static final Pattern PASSWORD = Pattern.compile("[?&](user|password)=");

    @Override
    public String convert(String value) {
        String url = value.strip();
        if (!FORM.matcher(url).matches() || PASSWORD.matcher(url).find()) {
            throw new IllegalArgumentException(
                    "this is jdbc:postgresql://host:port/database, without user and password");
        }
        return url;
    }
}
