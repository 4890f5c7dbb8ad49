import CCurl
import Glibc
import Synchronization

/// An epoll instance and an eventfd that wakes it: the descriptors of one loop.
final class EventQueue {
  private let descriptor: Int32
  let alarm: Alarm

  init() throws(TransferError) {
    descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard descriptor >= 0 else {
      throw .setup(call: "epoll_create1", message: "errno \(errno)")
    }
    do throws(TransferError) {
      alarm = try Alarm()
    } catch {
      close(descriptor)
      throw error
    }
    watch(alarm.descriptor, reading: true, writing: false)
  }

  deinit { close(descriptor) }

  /// Watches a descriptor for what libcurl asks for.
  func watch(_ socket: Int32, reading: Bool, writing: Bool) {
    var events: UInt32 = 0
    if reading { events |= EPOLLIN.rawValue }
    if writing { events |= EPOLLOUT.rawValue }
    var event = unsafe epoll_event(events: events, data: epoll_data_t(fd: socket))
    if unsafe epoll_ctl(descriptor, EPOLL_CTL_MOD, socket, &event) != 0 {
      _ = unsafe epoll_ctl(descriptor, EPOLL_CTL_ADD, socket, &event)
    }
  }

  /// Watches it no more.
  func forget(_ socket: Int32) {
    var event = unsafe epoll_event()
    _ = unsafe epoll_ctl(descriptor, EPOLL_CTL_DEL, socket, &event)
  }

  /// Waits for at most so many milliseconds, and tells which descriptors have something.
  func wait(milliseconds: Int32) -> [(socket: Int32, flags: Int32)] {
    let capacity = 256
    var events = unsafe [epoll_event](repeating: epoll_event(), count: capacity)
    let count = unsafe epoll_wait(descriptor, &events, Int32(capacity), milliseconds)
    guard count > 0 else { return [] }
    return (0..<Int(count)).compactMap { index in
      let event = unsafe events[index]
      let socket = unsafe event.data.fd
      if socket == alarm.descriptor {
        alarm.reset()
        return nil
      }
      return (socket, Self.flags(unsafe event.events))
    }
  }

  private static func flags(_ events: UInt32) -> Int32 {
    var flags: Int32 = 0
    if events & EPOLLIN.rawValue != 0 { flags |= CURL_CSELECT_IN }
    if events & EPOLLOUT.rawValue != 0 { flags |= CURL_CSELECT_OUT }
    if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { flags |= CURL_CSELECT_ERR }
    return flags
  }
}

/// An eventfd, with what other threads want to be called off.
final class Alarm: Sendable {
  let descriptor: Int32
  private let wanted = Mutex<Set<TransferID>>([])

  init() throws(TransferError) {
    descriptor = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
    guard descriptor >= 0 else { throw .setup(call: "eventfd", message: "errno \(errno)") }
  }

  deinit { close(descriptor) }

  func cancel(_ id: TransferID) {
    _ = wanted.withLock { $0.insert(id) }
    ring()
  }

  func ring() {
    var one: UInt64 = 1
    _ = unsafe write(descriptor, &one, 8)
  }

  func reset() {
    var count: UInt64 = 0
    _ = unsafe read(descriptor, &count, 8)
  }

  func takeCancelled() -> Set<TransferID> {
    wanted.withLock { ids in
      defer { ids = [] }
      return ids
    }
  }
}
