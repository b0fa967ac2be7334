package io.ikebus.vault.revocation;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where lists are fetched from.
 *
 * @param interval how often
 */
public record CrlSources(List<URI> locations, Duration interval) {
    public CrlSources {
        locations = List.copyOf(locations);
    }
}
