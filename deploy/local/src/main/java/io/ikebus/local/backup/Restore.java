package io.ikebus.local.backup;

import io.ikebus.local.api.Answer;
import io.ikebus.local.api.Api;
import io.ikebus.protocol.octets.Octets;
import io.ikebus.protocol.sealing.Hpke;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Opens an archive and gives its pages to a vault. What was restored already stays: run it again if it was cut short. */
public final class Restore {
    private final Api api;
    private final String url;

    public Restore(Api api, String url) {
        this.api = api;
        this.url = url;
    }

    /** What came of it. */
    public record Restored(int pages, int credentials, int present, int others) {}

    /**
     * The whole archive is looked at before its first page is given away.
     *
     * @throws BackupFailure if the key does not open it, a page is missing or damaged, or the vault refuses one
     */
    public Restored from(Path file, Hpke.KeyPair own) throws IOException {
        Archive archive = Archive.read(file);
        if (!archive.publicKey().equals(own.publicKey())) {
            throw new BackupFailure(file + " was made for another key");
        }
        List<Octets> pages = archive.pages();
        requireWhole(file, own, pages);
        Octets publicKey = restoreKey();
        int credentials = 0;
        int present = 0;
        int others = 0;
        for (int i = 0; i < pages.size(); i++) {
            Octets sealed = open(file, own, pages.get(i)).sealedTo(publicKey);
            Answer answer = api.post(
                    url + "/api/v1/backup:restore",
                    Map.of("sealed", Base64.getEncoder().encodeToString(sealed.toByteArray())));
            if (!answer.isOk()) {
                throw new BackupFailure("the vault refused page " + i + " of " + pages.size() + "; the pages before are"
                        + " restored: " + answer.sentence());
            }
            credentials += answer.body().path("credentials").asInt();
            present += answer.body().path("present").asInt();
            others += answer.body().path("others").asInt();
        }
        return new Restored(pages.size(), credentials, present, others);
    }

    private static void requireWhole(Path file, Hpke.KeyPair own, List<Octets> pages) {
        long revision = -1;
        for (int i = 0; i < pages.size(); i++) {
            OpenedPage page = open(file, own, pages.get(i));
            page.json().destroy();
            revision = i == 0 ? page.revision() : revision;
            if (page.page() != i || page.last() != (i == pages.size() - 1) || page.revision() != revision) {
                throw new BackupFailure(file + " is not whole: a page is missing or in the wrong place");
            }
        }
    }

    private static OpenedPage open(Path file, Hpke.KeyPair own, Octets sealed) {
        return OpenedPage.open(own, sealed).orElseThrow(() -> new BackupFailure(file + " is damaged"));
    }

    private Octets restoreKey() throws IOException {
        Answer answer = api.post(url + "/api/v1/backup:restore-key");
        if (!answer.isOk()) {
            throw new BackupFailure("the vault takes no backup: " + answer.sentence());
        }
        return Octets.fromHex(answer.body().path("publicKey").asText());
    }
}
