package io.ikebus.agent.netlink;

/** Numbers of {@code linux/netlink.h} and {@code linux/xfrm.h}. */
final class Xfrm {
    // Message types of every netlink family.
    static final int NLMSG_ERROR = 2;
    static final int NLMSG_DONE = 3;

    // Message flags.
    static final int NLM_F_REQUEST = 1;
    static final int NLM_F_ACK = 4;
    static final int NLM_F_DUMP_INTERRUPTED = 0x10;
    static final int NLM_F_CAPPED = 0x100;
    static final int NLM_F_ACK_TLVS = 0x200;
    static final int NLM_F_EXCL = 0x200;
    static final int NLM_F_DUMP = 0x300;
    static final int NLM_F_CREATE = 0x400;

    // Message types of XFRM.
    static final int NEWSA = 0x10;
    static final int DELSA = 0x11;
    static final int GETSA = 0x12;
    static final int NEWPOLICY = 0x13;
    static final int DELPOLICY = 0x14;
    static final int GETPOLICY = 0x15;
    static final int EXPIRE = 0x18;
    static final int UPDPOLICY = 0x19;
    static final int UPDSA = 0x1a;

    /** Multicast group of {@link #EXPIRE}. */
    static final int GROUP_EXPIRE = 2;

    // Attribute types.
    static final int ALG_CRYPT = 2;
    static final int ENCAP = 4;
    static final int TMPL = 5;
    static final int ALG_AEAD = 18;
    static final int ALG_AUTH_TRUNC = 20;
    static final int MARK = 21;
    static final int REPLAY_ESN_VAL = 23;
    static final int IF_ID = 31;

    // xfrm_usersa_info.flags.
    static final int STATE_AF_UNSPEC = 32;
    static final int STATE_ALIGN4 = 64;
    static final int STATE_ESN = 128;

    static final int UDP_ENCAP_ESPINUDP = 2;
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;

    private Xfrm() {}
}
