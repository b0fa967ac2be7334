/*
 * Lets User Mode Linux run on processors whose floating point state is larger than it knows.
 *
 * It saves and restores the first 2,696 octets of a guest process's XSAVE area. Linux takes only a whole area
 * (PTRACE_SETREGSET, NT_X86_XSTATE), and with AMX that is 11,008 octets: EFAULT, and the guest panics at once.
 * Preloaded into linux.uml, this completes what it hands over with what the process has.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static long forward(long request, long pid, void *address, void *data)
{
	long peeked;

	/* The system call stores the word that it reads; the library function returns it. */
	if (request == PTRACE_PEEKTEXT || request == PTRACE_PEEKDATA || request == PTRACE_PEEKUSER)
		return syscall(SYS_ptrace, request, pid, address, &peeked) < 0 ? -1 : peeked;
	return syscall(SYS_ptrace, request, pid, address, data);
}

long ptrace(enum __ptrace_request request, ...)
{
	static __thread char whole[65536] __attribute__((aligned(64)));
	struct iovec area = {whole, sizeof whole};
	struct iovec *given;
	va_list arguments;
	void *address, *data;
	long pid;

	va_start(arguments, request);
	pid = va_arg(arguments, int);
	address = va_arg(arguments, void *);
	data = va_arg(arguments, void *);
	va_end(arguments);
	if (request != PTRACE_SETREGSET || (long)address != NT_X86_XSTATE)
		return forward(request, pid, address, data);
	if (forward(PTRACE_GETREGSET, pid, address, &area) < 0)
		return -1;
	given = data;
	memcpy(whole, given->iov_base, given->iov_len < area.iov_len ? given->iov_len : area.iov_len);
	return forward(PTRACE_SETREGSET, pid, address, &area);
}
