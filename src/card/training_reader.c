/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training reader: a driver (IFD handler 3.0) that pcscd loads. It connects to a training card on localhost.
 *
 * vpcd is not used: the one in Debian 12 listens on every address, and when
 * told to connect instead it ends pcscd with the card's removal. What goes
 * over the wire is vpcd's protocol: two bytes of length, then a control byte or an APDU. */
#include <ifdhandler.h>

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

enum { SLOTS = 16, ATR_MAX = 33, FRAME_MAX = 4096, PATIENCE_SECONDS = 60 };
enum { LOOK_EMPTY_MS = 100, LOOK_MS = 400 };
enum { CONTROL_OFF = 0, CONTROL_ON = 1, CONTROL_RESET = 2, CONTROL_ATR = 4 };

/* What pcscd's status thread knows of a card that went away. Until that thread
 * has looked the slot is empty, even if another card is in already: whatever
 * else asks (a reset of a card that is gone does) must not use the answer up,
 * or the thread never sees the change and pcscd the new card. */
enum loss { LOSS_NONE, LOSS_NEW, LOSS_LOOKING };

static struct slot {
	bool open;
	atomic_int card; /* connection, -1 while no card is in */
	_Atomic enum loss loss;
	uint16_t port;
} slots[SLOTS];

static struct slot *slot_of(DWORD lun)
{
	size_t index = (lun >> 16) & 0xFFFF;
	return index < SLOTS && (lun & 0xFFFF) == 0 ? &slots[index] : NULL;
}

static void lose(struct slot *slot)
{
	if (slot->card >= 0)
		close(slot->card);
	slot->card = -1;
	slot->loss = LOSS_NEW;
}

static bool connect_card(struct slot *slot)
{
	struct sockaddr_in there = { .sin_family = AF_INET,
		.sin_port = htons(slot->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct timeval patience = { .tv_sec = PATIENCE_SECONDS };
	int yes = 1;
	int card = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (card < 0)
		return false;
	if (connect(card, (struct sockaddr *)&there, sizeof there) != 0) {
		close(card);
		return false;
	}
	setsockopt(card, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	setsockopt(card, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	setsockopt(card, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
	slot->card = card;
	return true;
}

static bool send_frame(struct slot *slot, const uint8_t *bytes, size_t length)
{
	uint8_t frame[2 + FRAME_MAX] = { (uint8_t)(length >> 8), (uint8_t)length };
	if (slot->card < 0 || length > FRAME_MAX)
		return false;
	memcpy(frame + 2, bytes, length);
	for (size_t sent = 0; sent < length + 2;) {
		ssize_t put = send(slot->card, frame + sent, length + 2 - sent, MSG_NOSIGNAL);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0) {
			lose(slot);
			return false;
		}
		sent += (size_t)put;
	}
	return true;
}

static bool receive(struct slot *slot, uint8_t *bytes, size_t length)
{
	while (length) {
		ssize_t got = recv(slot->card, bytes, length, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			lose(slot);
			return false;
		}
		bytes += got;
		length -= (size_t)got;
	}
	return true;
}

/* One answer of the card; false where it went away or says more than fits. */
static bool receive_frame(struct slot *slot, uint8_t *ret, size_t room, size_t *ret_length)
{
	uint8_t head[2];
	if (!receive(slot, head, sizeof head))
		return false;
	size_t length = (size_t)head[0] << 8 | head[1];
	if (length > room) {
		lose(slot);
		return false;
	}
	*ret_length = length;
	return receive(slot, ret, length);
}

static RESPONSECODE read_atr(struct slot *slot, PUCHAR ret, PDWORD ret_length)
{
	static const uint8_t control = CONTROL_ATR;
	size_t length, room = *ret_length < ATR_MAX ? *ret_length : ATR_MAX;
	if (!send_frame(slot, &control, 1) || !receive_frame(slot, ret, room, &length))
		return IFD_ICC_NOT_PRESENT;
	*ret_length = length;
	return IFD_SUCCESS;
}

RESPONSECODE IFDHCreateChannelByName(DWORD Lun, LPSTR DeviceName)
{
	struct slot *slot = slot_of(Lun);
	const char *colon = strrchr(DeviceName, ':');
	unsigned long port = colon ? strtoul(colon + 1, NULL, 0) : 0;
	if (!slot || port < 1 || port > 65535)
		return IFD_NO_SUCH_DEVICE;
	*slot = (struct slot){ .open = true, .card = -1, .port = (uint16_t)port };
	return IFD_SUCCESS;
}

RESPONSECODE IFDHCreateChannel(DWORD Lun, DWORD Channel)
{
	(void)Lun;
	(void)Channel;
	return IFD_NO_SUCH_DEVICE; /* the port is in DEVICENAME */
}

RESPONSECODE IFDHCloseChannel(DWORD Lun)
{
	struct slot *slot = slot_of(Lun);
	if (!slot || !slot->open)
		return IFD_NO_SUCH_DEVICE;
	lose(slot);
	slot->open = false;
	return IFD_SUCCESS;
}

/* The status thread's rest between two looks; a card that is pulled ends it at once. */
static RESPONSECODE rest(DWORD Lun, int timeout)
{
	struct slot *slot = slot_of(Lun);
	if (!slot)
		return IFD_NO_SUCH_DEVICE;
	enum loss seen = LOSS_LOOKING;
	atomic_compare_exchange_strong(&slot->loss, &seen, LOSS_NONE);
	struct pollfd line = { .fd = slot->card, .events = POLLRDHUP };
	int most = line.fd < 0 ? LOOK_EMPTY_MS : LOOK_MS;
	poll(&line, 1, timeout < most ? timeout : most);
	enum loss told = LOSS_NEW;
	atomic_compare_exchange_strong(&slot->loss, &told, LOSS_LOOKING);
	return IFD_SUCCESS;
}

RESPONSECODE IFDHGetCapabilities(DWORD Lun, DWORD Tag, PDWORD Length, PUCHAR Value)
{
	struct slot *slot = slot_of(Lun);
	if (!slot || !Length || !Value)
		return IFD_COMMUNICATION_ERROR;
	switch (Tag) {
	case TAG_IFD_ATR: return read_atr(slot, Value, Length);
	case TAG_IFD_POLLING_THREAD_WITH_TIMEOUT: {
		RESPONSECODE (*thread)(DWORD, int) = rest;
		if (*Length < sizeof thread)
			return IFD_ERROR_INSUFFICIENT_BUFFER;
		*Length = sizeof thread;
		memcpy(Value, &thread, sizeof thread);
		return IFD_SUCCESS;
	}
	case TAG_IFD_SLOTS_NUMBER:
	case TAG_IFD_SLOT_THREAD_SAFE:
	case TAG_IFD_SIMULTANEOUS_ACCESS:
	case TAG_IFD_THREAD_SAFE:
		if (*Length < 1)
			return IFD_ERROR_INSUFFICIENT_BUFFER;
		*Length = 1;
		Value[0] = Tag == TAG_IFD_SIMULTANEOUS_ACCESS ? SLOTS : Tag == TAG_IFD_THREAD_SAFE ? 0 : 1;
		return IFD_SUCCESS;
	default: return IFD_ERROR_TAG;
	}
}

RESPONSECODE IFDHSetCapabilities(DWORD Lun, DWORD Tag, DWORD Length, PUCHAR Value)
{
	(void)Lun;
	(void)Tag;
	(void)Length;
	(void)Value;
	return IFD_NOT_SUPPORTED;
}

RESPONSECODE IFDHSetProtocolParameters(
	DWORD Lun, DWORD Protocol, UCHAR Flags, UCHAR PTS1, UCHAR PTS2, UCHAR PTS3)
{
	(void)Lun;
	(void)Protocol;
	(void)Flags;
	(void)PTS1;
	(void)PTS2;
	(void)PTS3;
	return IFD_SUCCESS; /* there is no line whose speed could be set */
}

RESPONSECODE IFDHPowerICC(DWORD Lun, DWORD Action, PUCHAR Atr, PDWORD AtrLength)
{
	struct slot *slot = slot_of(Lun);
	uint8_t control = Action == IFD_POWER_DOWN ? CONTROL_OFF
			  : Action == IFD_POWER_UP ? CONTROL_ON
						   : CONTROL_RESET;
	if (!slot)
		return IFD_COMMUNICATION_ERROR;
	if (Action == IFD_POWER_DOWN) {
		*AtrLength = 0;
		return slot->card < 0 || send_frame(slot, &control, 1) ? IFD_SUCCESS
								       : IFD_COMMUNICATION_ERROR;
	}
	if (!send_frame(slot, &control, 1))
		return IFD_ERROR_POWER_ACTION;
	*AtrLength = ATR_MAX;
	return read_atr(slot, Atr, AtrLength);
}

RESPONSECODE IFDHTransmitToICC(DWORD Lun, SCARD_IO_HEADER SendPci, PUCHAR TxBuffer, DWORD TxLength,
	PUCHAR RxBuffer, PDWORD RxLength, PSCARD_IO_HEADER RecvPci)
{
	struct slot *slot = slot_of(Lun);
	size_t length, room = *RxLength;
	*RxLength = 0;
	if (!slot || TxLength < 2) /* one byte would be a control */
		return IFD_COMMUNICATION_ERROR;
	if (!send_frame(slot, TxBuffer, TxLength) || !receive_frame(slot, RxBuffer, room, &length))
		return slot->card < 0 ? IFD_ICC_NOT_PRESENT : IFD_COMMUNICATION_ERROR;
	*RxLength = length;
	if (RecvPci)
		RecvPci->Protocol = SendPci.Protocol;
	return IFD_SUCCESS;
}

RESPONSECODE IFDHControl(DWORD Lun, DWORD dwControlCode, PUCHAR TxBuffer, DWORD TxLength, PUCHAR RxBuffer,
	DWORD RxLength, LPDWORD pdwBytesReturned)
{
	(void)Lun;
	(void)dwControlCode;
	(void)TxBuffer;
	(void)TxLength;
	(void)RxBuffer;
	(void)RxLength;
	if (pdwBytesReturned)
		*pdwBytesReturned = 0;
	return IFD_ERROR_NOT_SUPPORTED;
}

RESPONSECODE IFDHICCPresence(DWORD Lun)
{
	struct slot *slot = slot_of(Lun);
	UCHAR atr[ATR_MAX];
	DWORD length = sizeof atr;
	if (!slot)
		return IFD_COMMUNICATION_ERROR;
	if (slot->loss != LOSS_NONE || (slot->card < 0 && !connect_card(slot)))
		return IFD_ICC_NOT_PRESENT;
	return read_atr(slot, atr, &length) == IFD_SUCCESS ? IFD_ICC_PRESENT : IFD_ICC_NOT_PRESENT;
}
