package io.ikebus.local.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.octets.Secret;
import io.ikebus.protocol.sealing.Hpke;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A page that the backup's key has opened.
 *
 * @param json as the vault wrote it, with secrets in clear; of it only the place is read here
 */
record OpenedPage(Secret json, long revision, int page, boolean last) {
    private static final Octets TO_KEEP = purpose("ikebus vault backup 1");
    private static final Octets TO_RESTORE = purpose("ikebus vault restore 1");
    private static final JsonFactory JSON = new JsonFactory();

    /** Empty if the key is another one, or the page was changed. */
    static Optional<OpenedPage> open(Hpke.KeyPair own, Octets sealed) {
        return Hpke.open(own, TO_KEEP, Octets.EMPTY, sealed).map(json -> json.with(octets -> read(json, octets)));
    }

    /** For the vault that restores it; this page is wiped. */
    Octets sealedTo(Octets publicKey) {
        try {
            return Hpke.seal(publicKey, TO_RESTORE, Octets.EMPTY, json);
        } finally {
            json.destroy();
        }
    }

    private static OpenedPage read(Secret json, byte[] octets) {
        long revision = -1;
        int page = -1;
        boolean last = false;
        try (JsonParser parser = JSON.createParser(octets)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "revision" -> revision = parser.getLongValue();
                    case "page" -> page = parser.getIntValue();
                    case "last" -> last = parser.getBooleanValue();
                    default -> parser.skipChildren();
                }
            }
            return new OpenedPage(json, revision, page, last);
        } catch (IOException _) {
            // Its message could quote the page.
            throw new BackupFailure("a page of the backup is of another form than this program knows");
        }
    }

    private static Octets purpose(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
