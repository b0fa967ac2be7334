package io.ikebus.local.interop;

/**
 * What comes between phase 1 and Quick Mode.
 *
 * @param user who proves itself with a name and a password; the other end asks
 * @param hybrid whether that end proves nothing else
 * @param client who is given an address; the other end gives it
 * @param push whether it is given without being asked for
 */
record Access(End user, boolean hybrid, End client, boolean push) {
    static final Access NONE = new Access(End.NEITHER, false, End.NEITHER, false);

    enum End {
        NEITHER,
        PEER,
        WE
    }

    static Access userIs(End end) {
        return new Access(end, false, End.NEITHER, false);
    }

    static Access pulledBy(End end) {
        return new Access(End.NEITHER, false, end, false);
    }

    static Access pushedTo(End end) {
        return new Access(End.NEITHER, false, end, true);
    }

    Access only() {
        return new Access(user, true, client, push);
    }

    Access ofUser(End end) {
        return new Access(end, false, client, push);
    }

    /** Words for the table; empty if there is nothing. */
    String words() {
        String asked =
                switch (user) {
                    case NEITHER -> "";
                    case PEER -> (hybrid ? ", hybrid" : ", XAUTH") + ", the peer is the user";
                    case WE -> (hybrid ? ", hybrid" : ", XAUTH") + ", we are the user";
                };
        String given =
                switch (client) {
                    case NEITHER -> "";
                    case PEER -> ", Mode Config " + (push ? "pushed to" : "pulled by") + " the peer";
                    case WE -> ", Mode Config " + (push ? "pushed to" : "pulled by") + " us";
                };
        return asked + given;
    }

    /**
     * strongSwan as initiator that waits to be asked for an address does not wait with Quick Mode, whose selectors then have
     * no such address. And it knows hybrid authentication only with the user as initiator: its word for anything else is
     * "configuration uses unsupported authentication".
     */
    boolean peerCanInitiate() {
        return (client != End.WE || push) && !(hybrid && user == End.WE);
    }

    /** Whether the peer takes it if we do; for hybrid authentication as above. */
    boolean weCanInitiate() {
        return !(hybrid && user == End.PEER);
    }
}
