// Hands libcurl's functions on to the library, loaded by the first command that needs it.
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
// Hidden: libcurl must never find these in place of its own.
#pragma GCC visibility push(hidden)
#include "CCurl.h"

#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#define FUNCTIONS(EACH) \
  EACH(curl_easy_init) \
  EACH(curl_easy_cleanup) \
  EACH(curl_easy_reset) \
  EACH(curl_easy_strerror) \
  EACH(curl_easy_option_by_id) \
  EACH(curl_free) \
  EACH(curl_getdate) \
  EACH(curl_global_init) \
  EACH(curl_multi_init) \
  EACH(curl_multi_cleanup) \
  EACH(curl_multi_add_handle) \
  EACH(curl_multi_remove_handle) \
  EACH(curl_multi_info_read) \
  EACH(curl_multi_socket_action) \
  EACH(curl_slist_append) \
  EACH(curl_slist_free_all) \
  EACH(curl_url) \
  EACH(curl_url_cleanup) \
  EACH(curl_url_get) \
  EACH(curl_url_set) \
  EACH(curl_url_strerror) \
  EACH(curl_easy_setopt) \
  EACH(curl_easy_getinfo) \
  EACH(curl_multi_setopt)

static struct {
#define EACH(name) __typeof__(name) *name;
  FUNCTIONS(EACH)
#undef EACH
} api;

static char problem[256];

static void load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    snprintf(problem, sizeof problem, "%s", dlerror());
    return;
  }
#define EACH(name) \
  if (!(api.name = (__typeof__(name) *)dlsym(library, #name))) \
    snprintf(problem, sizeof problem, "libcurl.so.4 is too old: it has no %s", #name);
  FUNCTIONS(EACH)
#undef EACH
}

static int is_loaded(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return !problem[0];
}

const char *diagnose_curl_problem(void) { return is_loaded() ? NULL : problem; }

CURLUcode diagnose_url_get(CURLU *url, CURLUPart part, char **text, unsigned int flags) {
  return api.curl_url_get(url, part, text, flags);
}

CURL *curl_easy_init(void) { return is_loaded() ? api.curl_easy_init() : NULL; }
void curl_easy_cleanup(CURL *handle) { api.curl_easy_cleanup(handle); }
void curl_easy_reset(CURL *handle) { api.curl_easy_reset(handle); }
const char *curl_easy_strerror(CURLcode code) { return api.curl_easy_strerror(code); }
const struct curl_easyoption *curl_easy_option_by_id(
    CURLoption option) {
  return api.curl_easy_option_by_id(option);
}
void curl_free(void *bytes) { api.curl_free(bytes); }
time_t curl_getdate(
    const char *text, const time_t *unused) {
  return api.curl_getdate(text, unused);
}
CURLcode curl_global_init(long flags) {
  return is_loaded() ? api.curl_global_init(flags) : CURLE_FAILED_INIT;
}
CURLM *curl_multi_init(void) { return is_loaded() ? api.curl_multi_init() : NULL; }
CURLMcode curl_multi_cleanup(CURLM *multi) { return api.curl_multi_cleanup(multi); }
CURLMcode curl_multi_add_handle(
    CURLM *multi, CURL *handle) {
  return api.curl_multi_add_handle(multi, handle);
}
CURLMcode curl_multi_remove_handle(
    CURLM *multi, CURL *handle) {
  return api.curl_multi_remove_handle(multi, handle);
}
CURLMsg *curl_multi_info_read(
    CURLM *multi, int *left) {
  return api.curl_multi_info_read(multi, left);
}
CURLMcode curl_multi_socket_action(
    CURLM *multi, curl_socket_t socket, int events, int *running) {
  return api.curl_multi_socket_action(multi, socket, events, running);
}
struct curl_slist *curl_slist_append(
    struct curl_slist *list, const char *text) {
  return api.curl_slist_append(list, text);
}
void curl_slist_free_all(struct curl_slist *list) { api.curl_slist_free_all(list); }
CURLU *curl_url(void) { return is_loaded() ? api.curl_url() : NULL; }
void curl_url_cleanup(CURLU *url) { api.curl_url_cleanup(url); }
CURLUcode curl_url_set(
    CURLU *url, CURLUPart part, const char *text, unsigned int flags) {
  return api.curl_url_set(url, part, text, flags);
}
const char *curl_url_strerror(CURLUcode code) { return api.curl_url_strerror(code); }

CURLcode diagnose_setopt_long(CURL *handle, CURLoption option, long value) {
  return api.curl_easy_setopt(handle, option, value);
}

CURLcode diagnose_setopt_size(CURL *handle, CURLoption option, int64_t value) {
  return api.curl_easy_setopt(handle, option, (curl_off_t)value);
}

CURLcode diagnose_setopt_string(
    CURL *handle, CURLoption option, const char *value) {
  return api.curl_easy_setopt(handle, option, value);
}

CURLcode diagnose_setopt_pointer(CURL *handle, CURLoption option, void *value) {
  return api.curl_easy_setopt(handle, option, value);
}

CURLcode diagnose_setopt_blob(
    CURL *handle, CURLoption option, const void *bytes, size_t count) {
  struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
  return api.curl_easy_setopt(handle, option, &blob);
}

CURLcode diagnose_setopt_receiver(
    CURL *handle, CURLoption option, curl_write_callback callback) {
  return api.curl_easy_setopt(handle, option, callback);
}

CURLcode diagnose_getinfo_long(CURL *handle, CURLINFO info, long *value) {
  return api.curl_easy_getinfo(handle, info, value);
}

CURLcode diagnose_getinfo_size(CURL *handle, CURLINFO info, int64_t *value) {
  curl_off_t read = 0;
  CURLcode code = api.curl_easy_getinfo(handle, info, &read);
  *value = read;
  return code;
}

CURLcode diagnose_getinfo_string(CURL *handle, CURLINFO info, const char **value) {
  return api.curl_easy_getinfo(handle, info, value);
}

CURLcode diagnose_getinfo_pointer(CURL *handle, CURLINFO info, void **value) {
  return api.curl_easy_getinfo(handle, info, value);
}

CURLcode diagnose_getinfo_certificates(
    CURL *handle, const struct curl_certinfo **value) {
  *value = NULL;
  return api.curl_easy_getinfo(handle, CURLINFO_CERTINFO, value);
}

CURLMcode diagnose_multi_setopt_long(CURLM *multi, CURLMoption option, long value) {
  return api.curl_multi_setopt(multi, option, value);
}

CURLMcode diagnose_multi_on_socket(
    CURLM *multi, curl_socket_callback callback, void *context) {
  CURLMcode code = api.curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, callback);
  return code ? code : api.curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
}

CURLMcode diagnose_multi_on_timer(
    CURLM *multi, curl_multi_timer_callback callback, void *context) {
  CURLMcode code = api.curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, callback);
  return code ? code : api.curl_multi_setopt(multi, CURLMOPT_TIMERDATA, context);
}

#pragma GCC visibility pop
