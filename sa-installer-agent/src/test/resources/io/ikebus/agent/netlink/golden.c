/*
 * Writes golden.txt: XFRM messages as the kernel's own header lays them out, one "name hex" a line.
 * On a 64-bit little-endian Linux: cc -o golden golden.c && ./golden > golden.txt
 */
#include <arpa/inet.h>
#include <linux/netlink.h>
#include <linux/xfrm.h>
#include <stdio.h>
#include <string.h>

static unsigned char message[4096];
static size_t end;

static void begin(int type, int flags)
{
	struct nlmsghdr header = {.nlmsg_type = type, .nlmsg_flags = flags, .nlmsg_seq = 7};
	memset(message, 0, sizeof message);
	memcpy(message, &header, sizeof header);
	end = sizeof header;
}

static void append(const void *from, size_t size)
{
	memcpy(message + end, from, size);
	end += size;
}

static void attribute(int type, const void *value, size_t size)
{
	struct nlattr head = {.nla_len = NLA_HDRLEN + size, .nla_type = type};
	append(&head, sizeof head);
	append(value, size);
	end = NLA_ALIGN(end);
}

static void finish(const char *name)
{
	*(unsigned int *)message = end;
	printf("%s ", name);
	for (size_t i = 0; i < end; i++)
		printf("%02x", message[i]);
	printf("\n");
}

static int family(const char *address) { return strchr(address, ':') ? AF_INET6 : AF_INET; }

static void put(xfrm_address_t *to, const char *address) { inet_pton(family(address), address, to); }

static void unlimited(struct xfrm_lifetime_cfg *limits)
{
	limits->soft_byte_limit = limits->hard_byte_limit = XFRM_INF;
	limits->soft_packet_limit = limits->hard_packet_limit = XFRM_INF;
}

static struct xfrm_usersa_info sa(const char *from, const char *to, unsigned spi, int mode, int window, int flags)
{
	struct xfrm_usersa_info info;
	memset(&info, 0, sizeof info);
	put(&info.id.daddr, to);
	put(&info.saddr, from);
	info.id.spi = htonl(spi);
	info.id.proto = IPPROTO_ESP;
	unlimited(&info.lft);
	info.reqid = 0x40000007;
	info.family = family(to);
	info.mode = mode;
	info.replay_window = window;
	info.flags = flags;
	if (mode == XFRM_MODE_TRANSPORT)
		info.sel.family = info.family;
	return info;
}

static unsigned char first_key_octet;

static void key(char *into, int octets)
{
	for (int i = 0; i < octets; i++)
		into[i] = first_key_octet++;
}

static void cipher(const char *name, int octets)
{
	unsigned char space[512] = {0};
	struct xfrm_algo *algo = (void *)space;
	strcpy(algo->alg_name, name);
	algo->alg_key_len = octets * 8;
	key(algo->alg_key, octets);
	attribute(XFRMA_ALG_CRYPT, algo, sizeof *algo + octets);
}

static void integrity(const char *name, int octets, int bits)
{
	unsigned char space[512] = {0};
	struct xfrm_algo_auth *algo = (void *)space;
	strcpy(algo->alg_name, name);
	algo->alg_key_len = octets * 8;
	algo->alg_trunc_len = bits;
	key(algo->alg_key, octets);
	attribute(XFRMA_ALG_AUTH_TRUNC, algo, sizeof *algo + octets);
}

static void aead(int octets)
{
	unsigned char space[512] = {0};
	struct xfrm_algo_aead *algo = (void *)space;
	strcpy(algo->alg_name, "rfc4106(gcm(aes))");
	algo->alg_key_len = octets * 8;
	algo->alg_icv_len = 128;
	key(algo->alg_key, octets);
	attribute(XFRMA_ALG_AEAD, algo, sizeof *algo + octets);
}

static void replay(int window)
{
	unsigned char space[1024] = {0};
	struct xfrm_replay_state_esn *state = (void *)space;
	state->bmp_len = (window + 31) / 32;
	state->replay_window = window;
	attribute(XFRMA_REPLAY_ESN_VAL, state, sizeof *state + 4 * state->bmp_len);
}

static void encapsulation(int from, int to)
{
	struct xfrm_encap_tmpl encap;
	memset(&encap, 0, sizeof encap);
	encap.encap_type = 2; /* UDP_ENCAP_ESPINUDP */
	encap.encap_sport = htons(from);
	encap.encap_dport = htons(to);
	attribute(XFRMA_ENCAP, &encap, sizeof encap);
}

static void mark(unsigned value, unsigned mask)
{
	struct xfrm_mark m = {.v = value, .m = mask};
	attribute(XFRMA_MARK, &m, sizeof m);
}

static void interface_id(unsigned id) { attribute(XFRMA_IF_ID, &id, sizeof id); }

static struct xfrm_selector selector(const char *from, int fl, const char *to, int tl, int proto, int sport, int dport)
{
	struct xfrm_selector s;
	memset(&s, 0, sizeof s);
	put(&s.saddr, from);
	put(&s.daddr, to);
	s.prefixlen_s = fl;
	s.prefixlen_d = tl;
	s.family = family(from);
	s.proto = proto;
	s.sport = htons(sport);
	s.sport_mask = sport ? 0xffff : 0;
	s.dport = htons(dport);
	s.dport_mask = dport ? 0xffff : 0;
	return s;
}

/* ESP in a tunnel; inside AH if there are two templates. */
static void bundle(struct xfrm_selector s, int dir, const char *from, const char *to, int templates)
{
	struct xfrm_userpolicy_info info;
	struct xfrm_user_tmpl tmpl[2];
	memset(&info, 0, sizeof info);
	memset(tmpl, 0, sizeof tmpl);
	info.sel = s;
	unlimited(&info.lft);
	info.priority = 1000;
	info.dir = dir;
	info.action = XFRM_POLICY_ALLOW;
	append(&info, sizeof info);
	put(&tmpl->id.daddr, to);
	put(&tmpl->saddr, from);
	tmpl->id.proto = IPPROTO_ESP;
	tmpl->family = family(to);
	tmpl->reqid = 0x40000007;
	tmpl->mode = XFRM_MODE_TUNNEL;
	tmpl->aalgos = tmpl->ealgos = tmpl->calgos = ~0u;
	tmpl[1] = tmpl[0];
	tmpl[1].id.proto = IPPROTO_AH;
	tmpl[1].mode = XFRM_MODE_TRANSPORT;
	attribute(XFRMA_TMPL, tmpl, templates * sizeof *tmpl);
}

static void policy(struct xfrm_selector s, int dir, const char *from, const char *to)
{
	bundle(s, dir, from, to, 1);
}

static void slot(struct xfrm_selector s, int dir)
{
	struct xfrm_userpolicy_id id;
	memset(&id, 0, sizeof id);
	id.sel = s;
	id.dir = dir;
	append(&id, sizeof id);
}

static void sa_id(const char *to, unsigned spi)
{
	struct xfrm_usersa_id id;
	memset(&id, 0, sizeof id);
	put(&id.daddr, to);
	id.spi = htonl(spi);
	id.family = family(to);
	id.proto = IPPROTO_ESP;
	append(&id, sizeof id);
}

#define CREATE (NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL)
#define CHANGE (NLM_F_REQUEST | NLM_F_ACK)
#define UNSPEC XFRM_STATE_AF_UNSPEC

int main(void)
{
	struct xfrm_usersa_info info;
	struct xfrm_selector in = selector("10.2.0.0", 16, "10.1.0.0", 16, 0, 0, 0);
	struct xfrm_selector out = selector("10.1.0.0", 16, "10.2.0.0", 16, 0, 0, 0);

	begin(XFRM_MSG_NEWSA, CREATE);
	info = sa("192.0.2.2", "192.0.2.1", 0x1234, XFRM_MODE_TUNNEL, 32, UNSPEC);
	append(&info, sizeof info);
	first_key_octet = 1, aead(20);
	finish("newsa-gcm-128");

	begin(XFRM_MSG_NEWSA, CREATE);
	info = sa("192.0.2.2", "192.0.2.1", 0xfffffff0, XFRM_MODE_TUNNEL, 0, UNSPEC);
	append(&info, sizeof info);
	first_key_octet = 1, cipher("cbc(aes)", 32), integrity("hmac(sha256)", 32, 128);
	replay(64);
	encapsulation(4500, 61234);
	finish("newsa-cbc-256-sha256-window-64-encapsulated");

	begin(XFRM_MSG_UPDSA, CHANGE);
	info = sa("192.0.2.1", "192.0.2.2", 0x1234, XFRM_MODE_TRANSPORT, 0, 0);
	info.lft.soft_byte_limit = 1000;
	info.lft.hard_byte_limit = 2000;
	info.lft.soft_add_expires_seconds = 30;
	info.lft.hard_add_expires_seconds = 40;
	append(&info, sizeof info);
	first_key_octet = 1, cipher("cbc(aes)", 16), integrity("hmac(sha1)", 20, 96);
	finish("updsa-cbc-128-sha1-transport-limits");

	begin(XFRM_MSG_NEWSA, CREATE);
	info = sa("2001:db8::2", "2001:db8::1", 0x1234, XFRM_MODE_TUNNEL, 0, UNSPEC | XFRM_STATE_ESN);
	append(&info, sizeof info);
	first_key_octet = 1, aead(36);
	replay(4096);
	mark(0x2a, 0xff);
	interface_id(42);
	finish("newsa-gcm-256-esn-mark-interface-ipv6");

	begin(XFRM_MSG_NEWSA, CREATE);
	info = sa("192.0.2.1", "192.0.2.2", 0x1234, XFRM_MODE_TUNNEL, 0, UNSPEC | XFRM_STATE_ESN);
	append(&info, sizeof info);
	first_key_octet = 1, cipher("cbc(aes)", 24), integrity("hmac(sha512)", 64, 256);
	replay(32);
	finish("newsa-cbc-192-sha512-esn-outbound");

	begin(XFRM_MSG_NEWSA, CREATE);
	info = sa("192.0.2.2", "192.0.2.1", 0x1234, XFRM_MODE_TUNNEL, 32, UNSPEC);
	append(&info, sizeof info);
	first_key_octet = 1, cipher("cbc(aes)", 16), integrity("hmac(sha384)", 48, 192);
	finish("newsa-cbc-128-sha384");

	begin(XFRM_MSG_NEWSA, CREATE);
	info = sa("192.0.2.2", "192.0.2.1", 0x1234, XFRM_MODE_TUNNEL, 32, UNSPEC | XFRM_STATE_ALIGN4);
	info.id.proto = IPPROTO_AH;
	append(&info, sizeof info);
	first_key_octet = 1, integrity("hmac(sha256)", 32, 128);
	finish("newsa-ah-sha256");

	begin(XFRM_MSG_NEWSA, CREATE);
	info = sa("2001:db8::2", "2001:db8::1", 0x1234, XFRM_MODE_TRANSPORT, 32, 0);
	info.id.proto = IPPROTO_AH;
	append(&info, sizeof info);
	first_key_octet = 1, integrity("cmac(aes)", 16, 96);
	finish("newsa-ah-cmac-transport-ipv6");

	begin(XFRM_MSG_DELSA, CHANGE);
	sa_id("192.0.2.1", 0x1234);
	finish("delsa");

	begin(XFRM_MSG_GETSA, NLM_F_REQUEST);
	sa_id("192.0.2.1", 0x1234);
	mark(0x2a, 0xff);
	finish("getsa-mark");

	begin(XFRM_MSG_GETSA, NLM_F_REQUEST | NLM_F_DUMP);
	end += sizeof(struct xfrm_usersa_id);
	finish("getsa-dump");

	begin(XFRM_MSG_NEWPOLICY, CREATE);
	policy(in, XFRM_POLICY_IN, "192.0.2.2", "192.0.2.1");
	finish("newpolicy-in");

	begin(XFRM_MSG_NEWPOLICY, CREATE);
	bundle(in, XFRM_POLICY_IN, "192.0.2.2", "192.0.2.1", 2);
	finish("newpolicy-in-esp-inside-ah");

	begin(XFRM_MSG_UPDPOLICY, CHANGE);
	policy(selector("2001:db8:1::", 48, "2001:db8:2::", 64, IPPROTO_TCP, 443, 8080), XFRM_POLICY_OUT,
	       "192.0.2.1", "192.0.2.2");
	mark(0x2a, 0xff);
	interface_id(42);
	finish("updpolicy-out-ports-mark-interface-ipv6");

	begin(XFRM_MSG_DELPOLICY, CHANGE);
	slot(out, XFRM_POLICY_OUT);
	finish("delpolicy-out");

	begin(XFRM_MSG_GETPOLICY, NLM_F_REQUEST);
	slot(in, XFRM_POLICY_FWD);
	mark(0x2a, 0xff);
	interface_id(42);
	finish("getpolicy-forward-mark-interface");

	begin(XFRM_MSG_GETPOLICY, NLM_F_REQUEST | NLM_F_DUMP);
	end += sizeof(struct xfrm_userpolicy_id);
	finish("getpolicy-dump");

	/* What the kernel says. */
	begin(XFRM_MSG_NEWSA, NLM_F_MULTI);
	info = sa("192.0.2.2", "192.0.2.1", 0x1234, XFRM_MODE_TUNNEL, 32, UNSPEC);
	info.lft.hard_add_expires_seconds = 3600;
	info.curlft = (struct xfrm_lifetime_cur){8400, 100, 1700000000, 1700000060};
	info.stats = (struct xfrm_stats){.replay_window = 1, .replay = 2, .integrity_failed = 3};
	append(&info, sizeof info);
	first_key_octet = 1, cipher("cbc(aes)", 32), integrity("hmac(sha256)", 32, 128);
	encapsulation(4500, 4500);
	finish("told-sa-cbc-256-sha256");

	begin(XFRM_MSG_NEWSA, 0);
	info = sa("192.0.2.2", "192.0.2.1", 0x1234, XFRM_MODE_BEET, 0, XFRM_STATE_ESN);
	append(&info, sizeof info);
	first_key_octet = 1, cipher("cbc(serpent)", 16), integrity("hmac(sha256)", 32, 128);
	replay(128);
	mark(1, 1);
	interface_id(9);
	finish("told-sa-of-somebody-else");

	begin(XFRM_MSG_EXPIRE, 0);
	struct xfrm_user_expire expire;
	memset(&expire, 0, sizeof expire);
	expire.state = sa("192.0.2.2", "192.0.2.1", 0x1234, XFRM_MODE_TUNNEL, 32, UNSPEC);
	expire.hard = 1;
	append(&expire, sizeof expire);
	finish("told-hard-expire");

	begin(XFRM_MSG_EXPIRE, 0);
	expire.hard = 0;
	append(&expire, sizeof expire);
	mark(1, 1);
	finish("told-soft-expire");

	begin(XFRM_MSG_NEWPOLICY, NLM_F_MULTI);
	policy(in, XFRM_POLICY_FWD, "192.0.2.2", "192.0.2.1");
	finish("told-policy-forward");

	/* struct nlmsgerr, then attributes. */
	struct nlmsgerr error = {.error = 0, .msg = {.nlmsg_len = 300, .nlmsg_type = XFRM_MSG_NEWSA}};
	begin(NLMSG_ERROR, NLM_F_CAPPED);
	append(&error, sizeof error);
	finish("told-acknowledgement");

	begin(NLMSG_ERROR, NLM_F_CAPPED | NLM_F_ACK_TLVS);
	error.error = -38;
	append(&error, sizeof error);
	attribute(NLMSGERR_ATTR_MSG, "Requested AEAD algorithm not found", sizeof "Requested AEAD algorithm not found");
	finish("told-enosys-with-text");

	begin(NLMSG_ERROR, NLM_F_ACK_TLVS);
	error.error = -17;
	error.msg.nlmsg_len = 16 + 6;
	append(&error, sizeof error);
	append("quoted\0\0", 8);
	attribute(NLMSGERR_ATTR_MSG, "exists", sizeof "exists");
	finish("told-eexist-quoting-the-request");
	return 0;
}
