package io.ikebus.vault.revocation;

import io.ikebus.protocol.octets.Octets;
import io.ikebus.vault.certificate.CertificateForms;
import io.ikebus.vault.credential.CertificateText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One GET, bounded in time and size, that follows nobody elsewhere. */
final class Download {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int OK = 200;
    /** PEM takes a third more than DER, and its lines. */
    private static final int LARGEST = CertificateForms.LARGEST_REVOCATION_LIST / 2 * 3;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LONGEST)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * What is there, in DER.
     *
     * @throws IOException if nothing came, in time and of a size that is taken
     */
    Octets of(URI location) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(location).timeout(LONGEST).GET().build();
        // The request's own time-out ends with the response's head; this one covers the body too.
        CompletableFuture<HttpResponse<byte[]>> response = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LARGEST));
        try {
            HttpResponse<byte[]> came = response.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            if (came.statusCode() != OK) {
                throw new IOException("status " + came.statusCode());
            }
            return der(came.body());
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new IOException("no answer within " + LONGEST.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException("no answer that is taken: " + e.getCause(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException("neither DER nor PEM", e);
        }
    }

    private static Octets der(byte[] body) {
        return body.length > 0 && body[0] == '-'
                ? CertificateText.parse(new String(body, StandardCharsets.US_ASCII))
                        .der()
                : Octets.wrap(body);
    }
}
