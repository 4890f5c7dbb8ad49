import Glibc

/// Runs blocking work on a thread of its own, so that a long test holds up no other.
public func onOwnThread<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    let work = Work { continuation.resume(with: Result(catching: body)) }
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(work).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, argument)
    if status == 0 {
      pthread_detach(thread)
    } else {
      Unmanaged<Work>.fromOpaque(argument).release()
      continuation.resume(throwing: LabError.call("pthread_create", errno: status))
    }
  }
}

private final class Work {
  let run: () -> Void
  init(_ run: @escaping () -> Void) { self.run = run }
}
