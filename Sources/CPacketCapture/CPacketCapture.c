#define _GNU_SOURCE
#include "CPacketCapture.h"

#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static void say(char *message, const char *text) {
  strncpy(message, text ? text : "", PCAP_ERRBUF_SIZE - 1);
  message[PCAP_ERRBUF_SIZE - 1] = 0;
}

pcap_t *cpc_open(const char *device, int snap_length, int buffer_bytes, int promiscuous,
                 int *code, char *message) {
  *code = PCAP_ERROR;
  message[0] = 0;
  pcap_t *handle = pcap_create(device, message);
  if (!handle) return NULL;
  pcap_set_snaplen(handle, snap_length);
  pcap_set_promisc(handle, promiscuous);
  pcap_set_timeout(handle, 20);
  pcap_set_buffer_size(handle, buffer_bytes);
  pcap_set_immediate_mode(handle, 1);
  pcap_set_tstamp_precision(handle, PCAP_TSTAMP_PRECISION_NANO);
  *code = pcap_activate(handle);
  if (*code < 0) {
    const char *own = pcap_geterr(handle);
    say(message, own && own[0] ? own : pcap_statustostr(*code));
    pcap_close(handle);
    return NULL;
  }
  char error[PCAP_ERRBUF_SIZE];
  if (pcap_setnonblock(handle, 1, error) < 0) {
    *code = PCAP_ERROR;
    say(message, error);
    pcap_close(handle);
    return NULL;
  }
  return handle;
}

int cpc_filter(pcap_t *handle, const char *expression, char *message) {
  struct bpf_program program;
  if (pcap_compile(handle, &program, expression, 1, PCAP_NETMASK_UNKNOWN) < 0) {
    say(message, pcap_geterr(handle));
    return -1;
  }
  int result = pcap_setfilter(handle, &program);
  if (result < 0) say(message, pcap_geterr(handle));
  pcap_freecode(&program);
  return result < 0 ? -1 : 0;
}

int cpc_check_filter(const char *expression, int link_type, char *message) {
  pcap_t *dead = pcap_open_dead(link_type, 262144);
  if (!dead) return -1;
  struct bpf_program program;
  int result = pcap_compile(dead, &program, expression, 1, PCAP_NETMASK_UNKNOWN);
  if (result < 0)
    say(message, pcap_geterr(dead));
  else
    pcap_freecode(&program);
  pcap_close(dead);
  return result < 0 ? -1 : 0;
}

int cpc_next(pcap_t *handle, const uint8_t **bytes, uint32_t *kept, uint32_t *length,
             int64_t *nanoseconds) {
  struct pcap_pkthdr *header;
  int result = pcap_next_ex(handle, &header, bytes);
  if (result != 1) return result;
  *kept = header->caplen;
  *length = header->len;
  int64_t fraction = header->ts.tv_usec;
  if (pcap_get_tstamp_precision(handle) != PCAP_TSTAMP_PRECISION_NANO) fraction *= 1000;
  *nanoseconds = (int64_t)header->ts.tv_sec * 1000000000 + fraction;
  return 1;
}

int cpc_statistics(pcap_t *handle, uint32_t *received, uint32_t *dropped) {
  struct pcap_stat counts;
  if (pcap_stats(handle, &counts) < 0) return -1;
  *received = counts.ps_recv;
  // Not ps_ifdrop: what an interface itself counts as dropped, which the capture may well have seen.
  *dropped = counts.ps_drop;
  return 0;
}

int cpc_interface(int index, char *name) {
  struct if_nameindex *all = if_nameindex();
  if (!all) return -1;
  int result = -1;
  for (int i = 0; all[i].if_index; i++) {
    if (i != index) continue;
    struct ifreq request;
    memset(&request, 0, sizeof request);
    strncpy(request.ifr_name, all[i].if_name, IFNAMSIZ - 1);
    memcpy(name, request.ifr_name, IFNAMSIZ);
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    result = fd >= 0 && ioctl(fd, SIOCGIFFLAGS, &request) == 0 && (request.ifr_flags & IFF_UP);
    if (fd >= 0) close(fd);
    break;
  }
  if_freenameindex(all);
  return result;
}
