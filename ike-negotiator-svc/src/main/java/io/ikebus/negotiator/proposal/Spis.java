package io.ikebus.negotiator.proposal;

/**
 * The SPIs that one end chooses for a Quick Mode, whichever of its proposals is taken.
 *
 * @param only of the SA, or in a bundle of ESP
 * @param bundledAh of AH in a bundle
 */
public record Spis(long only, long bundledAh) {}
