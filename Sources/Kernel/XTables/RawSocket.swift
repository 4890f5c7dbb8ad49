import Addressing
import CNetfilter
import Glibc

/// A raw socket, by which iptables' tables are asked for (getsockopt(2)). It stays in the network
/// namespace of the thread that opened it.
final class RawSocket {
  private let descriptor: Int32

  /// Opens a socket of a family. Needs CAP_NET_RAW.
  init(_ family: IPFamily) throws(KernelError) {
    descriptor = socket(
      family == .ipv4 ? AF_INET : AF_INET6,
      Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue), Int32(IPPROTO_RAW))
    guard descriptor < 0 else { return }
    let error = errno
    let subject = "a raw socket of \(family == .ipv4 ? "IPv4" : "IPv6")"
    switch error {
    case EPERM, EACCES: throw .notPermitted(subject: subject, needs: .netRaw)
    case EAFNOSUPPORT: throw .unsupported(subject: subject, module: "this family")
    case _: throw .system(call: "socket", subject: subject, errno: error)
    }
  }

  deinit { close(descriptor) }

  /// getsockopt(2) with a structure that is question and answer: 0 or errno.
  func get<Value>(
    _ option: some BinaryInteger, level: some BinaryInteger, _ value: inout Value
  ) -> Int32 {
    var length = socklen_t(MemoryLayout<Value>.size)
    let result = unsafe withUnsafeMutableBytes(of: &value) {
      unsafe getsockopt(descriptor, Int32(level), Int32(option), $0.baseAddress, &length)
    }
    return result == 0 ? 0 : errno
  }

  /// getsockopt(2) with a buffer that is question and answer: 0 or errno.
  func get(
    _ option: some BinaryInteger, level: some BinaryInteger, _ bytes: UnsafeMutableRawBufferPointer
  ) -> Int32 {
    var length = socklen_t(bytes.count)
    let result = unsafe getsockopt(
      descriptor, Int32(level), Int32(option), bytes.baseAddress, &length)
    return result == 0 ? 0 : errno
  }
}
