import CCurl

/// One `CURLM *`, its sockets watched by epoll.
@safe final class MultiHandle {
  private let pointer: UnsafeMutableRawPointer
  let events: EventQueue
  /// When libcurl wants to be called though nothing happened.
  fileprivate(set) var due: ContinuousClock.Instant?
  private var running: Int32 = 0

  init() throws(TransferError) {
    events = try EventQueue()
    guard let pointer = unsafe curl_multi_init() else {
      throw .setup(call: "curl_multi_init", message: CurlLibrary.problem)
    }
    unsafe self.pointer = pointer
    let own = unsafe Unmanaged.passUnretained(self).toOpaque()
    _ = unsafe diagnose_multi_on_socket(pointer, onSocket, own)
    _ = unsafe diagnose_multi_on_timer(pointer, onTimer, own)
    set(CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
  }

  deinit { _ = unsafe curl_multi_cleanup(pointer) }

  func set(_ option: CURLMoption, _ value: Int) {
    _ = unsafe diagnose_multi_setopt_long(pointer, option, value)
  }

  func add(_ easy: EasyHandle) {
    _ = unsafe easy.withPointer { unsafe curl_multi_add_handle(pointer, $0) }
  }

  func remove(_ easy: EasyHandle) {
    _ = unsafe easy.withPointer { unsafe curl_multi_remove_handle(pointer, $0) }
  }

  /// Waits once, and lets libcurl do what there is to do.
  func turn(atMost milliseconds: Int32) {
    var wait = milliseconds
    if let due {
      let left = due - .now
      wait = left <= .zero ? 0 : min(wait, Int32(left.milliseconds))
    }
    for (socket, flags) in events.wait(milliseconds: wait) {
      _ = unsafe curl_multi_socket_action(pointer, socket, flags, &running)
    }
    guard let due, due <= .now else { return }
    self.due = nil
    kick()
  }

  /// Lets libcurl look at its timers.
  func kick() {
    _ = unsafe curl_multi_socket_action(
      pointer, curl_socket_t(DIAGNOSE_SOCKET_TIMEOUT), 0, &running)
  }

  /// The handles that are through, by ``EasyHandle/key``, and how each ended.
  func ended() -> [(key: UInt, code: CURLcode)] {
    var all: [(UInt, CURLcode)] = []
    var left: Int32 = 0
    while let message = unsafe curl_multi_info_read(pointer, &left) {
      guard unsafe message.pointee.msg == CURLMSG_DONE,
        let easy = unsafe message.pointee.easy_handle
      else { continue }
      unsafe all.append((UInt(bitPattern: easy), diagnose_message_result(message)))
    }
    return all
  }
}

/// `CURLMOPT_SOCKETFUNCTION`.
private let onSocket: curl_socket_callback = { _, socket, what, context, _ in
  guard let context = unsafe context else { return 0 }
  let multi = unsafe Unmanaged<MultiHandle>.fromOpaque(context).takeUnretainedValue()
  if what == CURL_POLL_REMOVE {
    multi.events.forget(socket)
  } else {
    multi.events.watch(
      socket, reading: what & CURL_POLL_IN != 0, writing: what & CURL_POLL_OUT != 0)
  }
  return 0
}

/// `CURLMOPT_TIMERFUNCTION`: milliseconds from now, -1 for never.
private let onTimer: curl_multi_timer_callback = { _, milliseconds, context in
  guard let context = unsafe context else { return 0 }
  let multi = unsafe Unmanaged<MultiHandle>.fromOpaque(context).takeUnretainedValue()
  multi.due = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
  return 0
}
