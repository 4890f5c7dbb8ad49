import Glibc

/// A thread that does one piece of work and ends, while the caller waits for it.
enum OwnThread {
  /// Runs `work` on a new thread and returns when the thread has ended.
  static func run(_ work: () -> Void) throws(KernelError) {
    let status = withoutActuallyEscaping(work) { work in
      // The caller waits, so the box outlives the thread's use of it.
      let box = Box(work)
      var thread = pthread_t()
      let status = unsafe pthread_create(
        &thread, nil, start, Unmanaged.passUnretained(box).toOpaque())
      if status == 0 { pthread_join(thread, nil) }
      return status
    }
    guard status == 0 else {
      throw .system(call: "pthread_create", subject: "a thread in a namespace", errno: status)
    }
  }

  private final class Box {
    let work: () -> Void
    init(_ work: @escaping () -> Void) { self.work = work }
  }

  private static let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
    { argument in
      guard let argument = unsafe argument else { return nil }
      unsafe Unmanaged<Box>.fromOpaque(argument).takeUnretainedValue().work()
      return nil
    }
}
