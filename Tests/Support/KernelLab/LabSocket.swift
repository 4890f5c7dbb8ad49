import Addressing
import CNetworkNamespace
import Glibc

/// One non-blocking socket, closed with its last reference.
final class LabSocket {
  let descriptor: Int32
  let family: Int32

  init(descriptor: Int32, family: Int32) {
    self.descriptor = descriptor
    self.family = family
  }

  deinit { close(descriptor) }

  /// Throws unless `result` of the call `name` says success.
  static func check(_ name: String, _ result: Int32) throws(LabError) {
    guard result >= 0 else { throw .call(name, errno: -result) }
  }

  func bind(_ address: IPAddress, port: UInt16 = 0) throws(LabError) {
    try Self.check("bind \(address):\(port)", cnn_bind(descriptor, family, address.bytes, port))
  }

  /// 0, or the error of `connect(2)`; EINPROGRESS counts as success.
  func connect(_ address: IPAddress, port: UInt16) -> Int32 {
    let result = cnn_connect(descriptor, family, address.bytes, port)
    return result == -EINPROGRESS ? 0 : -result
  }

  /// One datagram and where it came from, nil when none is waiting.
  ///
  /// An error that is pending on the socket is taken off and passed over.
  func receive() -> Received? {
    var bytes = [UInt8](repeating: 0, count: 2048)
    var source = [UInt8](repeating: 0, count: 16)
    var destination = [UInt8](repeating: 0, count: 16)
    var port: UInt16 = 0
    var from: Int32 = 0
    for _ in 0..<8 {
      let count = cnn_receive(descriptor, &bytes, bytes.count, &from, &source, &port, &destination)
      if count >= 0 {
        let width = family == AF_INET ? 4 : 16
        return Received(
          bytes: Array(bytes[..<count]), source: Array(source[..<width]), port: port,
          destination: Array(destination[..<width]))
      }
      if count == -Int(EAGAIN) { return nil }
    }
    return nil
  }
}

/// One datagram as `recvmsg(2)` gave it; addresses as bytes of the socket's own family.
struct Received {
  var bytes: [UInt8]
  var source: [UInt8]
  var port: UInt16
  var destination: [UInt8]
}
