import CNetworkNamespace
import Glibc

/// A network namespace of its own, without a name: it ends with the last descriptor and process
/// in it, so a test that crashes leaves nothing behind.
public final class NetworkNamespace: Sendable {
  /// What messages and snapshots call it.
  public let name: String
  let descriptor: Int32

  /// Makes an empty namespace, with a loopback that is still down.
  public init(name: String) throws(LabError) {
    let descriptor = cnn_create()
    if descriptor == -EPERM { throw .needsRoot }
    guard descriptor >= 0 else { throw .call("unshare", errno: -descriptor) }
    self.name = name
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// A path by which another process, `ip link … netns PATH` for one, finds this namespace.
  public var path: String { "/proc/\(getpid())/fd/\(descriptor)" }

  /// Opens a non-blocking socket that belongs to this namespace for good.
  func socket(_ family: Int32, _ type: Int32, _ protocol: Int32 = 0) throws(LabError) -> LabSocket {
    let opened = cnn_socket(descriptor, family, type, `protocol`)
    guard opened >= 0 else { throw .call("socket in \(name)", errno: -opened) }
    return LabSocket(descriptor: opened, family: family)
  }

  /// Runs a tool inside and returns all it printed, on both streams.
  ///
  /// Throws ``LabError/command(_:status:output:)`` unless it ends with status 0.
  @discardableResult
  public func run(
    _ arguments: [String], input: String = "", milliseconds: Int32 = 20_000
  ) throws(LabError) -> String {
    let (status, output) = try attempt(arguments, input: input, milliseconds: milliseconds)
    guard status == 0 else { throw .command(arguments, status: status, output: output) }
    return output
  }

  /// Runs a tool inside; its status and all it printed.
  public func attempt(
    _ arguments: [String], input: String = "", milliseconds: Int32 = 20_000
  ) throws(LabError) -> (status: Int32, output: String) {
    let given = try MemoryFile(input)
    let printed = try MemoryFile("")
    let process = withArguments(arguments) {
      cnn_spawn(descriptor, $0, given.descriptor, printed.descriptor)
    }
    guard process > 0 else { throw .call("starting \(arguments[0])", errno: -process) }
    let status = cnn_wait(process, milliseconds)
    guard status >= 0 else { throw .call("waiting for \(arguments[0])", errno: -status) }
    return (status, printed.text)
  }
}

/// Calls `body` with `arguments` in the shape `execve` wants.
private func withArguments(
  _ arguments: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32
) -> Int32 {
  let copies = arguments.map { strdup($0) } + [nil]
  defer { for copy in copies { free(copy) } }
  return copies.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress else { return -EINVAL }
    return body(base)
  }
}
