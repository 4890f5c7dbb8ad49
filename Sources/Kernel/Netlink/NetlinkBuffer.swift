import CNetfilter
import Glibc

/// Room for one datagram. The kernel fills dumps up to 32 KiB.
@safe final class NetlinkBuffer {
  private let bytes: UnsafeMutableRawBufferPointer

  init(size: Int = 128 * 1024) {
    unsafe bytes = .allocate(byteCount: size, alignment: 16)
  }

  deinit { unsafe bytes.deallocate() }

  /// How much fits.
  var size: Int { unsafe bytes.count }

  /// recv(2) with `MSG_TRUNC`: the whole size of the datagram, more than fits where it was cut
  /// off, or -1 and errno.
  func receive(from descriptor: Int32) -> (count: Int, errno: Int32) {
    let count = unsafe recv(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_TRUNC))
    return (count, count < 0 ? errno : 0)
  }

  /// Lets `body` read the first `count` bytes.
  func reading<Value>(
    _ count: Int, _ body: (KernelBytes) throws(KernelError) -> Value
  ) throws(KernelError) -> Value {
    try body(unsafe KernelBytes(UnsafeRawBufferPointer(bytes)).slice(0, count))
  }
}
