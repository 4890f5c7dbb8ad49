import Glibc

/// Bytes that the kernel wrote into a buffer of ours. Every read is checked against their end.
///
/// Valid only while the buffer is: within the closure that it was handed to.
@safe struct KernelBytes {
  private let bytes: UnsafeRawBufferPointer

  @inline(__always) init(_ bytes: UnsafeRawBufferPointer) { unsafe self.bytes = bytes }

  /// Lets `body` read the bytes of an array.
  static func reading<Value, Failure: Error>(
    _ array: [UInt8], _ body: (KernelBytes) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let result = unsafe array.withUnsafeBytes { buffer in
      Result { () throws(Failure) in unsafe try body(KernelBytes(buffer)) }
    }
    return try result.get()
  }

  /// How many there are.
  @inline(__always) var count: Int { unsafe bytes.count }

  /// The value at `offset` as it lies in memory; nil where it does not fit.
  @inline(__always) func load<Value: BitwiseCopyable>(
    _ type: Value.Type = Value.self, at offset: Int = 0
  ) -> Value? {
    guard offset >= 0, offset <= count - MemoryLayout<Value>.size else { return nil }
    return unsafe bytes.loadUnaligned(fromByteOffset: offset, as: Value.self)
  }

  /// A structure of a C header at `offset`, unions within it included, as it lies in memory; nil
  /// where it does not fit.
  @inline(__always) func structure<Value>(
    _ type: Value.Type = Value.self, at offset: Int = 0
  ) -> Value? {
    guard offset >= 0, offset <= count - MemoryLayout<Value>.size else { return nil }
    return unsafe bytes.loadUnaligned(fromByteOffset: offset, as: Value.self)
  }

  /// The bytes from `start` up to `end`, both cut to what there is.
  @inline(__always) func slice(_ start: Int, _ end: Int = .max) -> KernelBytes {
    let first = min(max(0, start), count)
    let last = min(max(first, end), count)
    return unsafe KernelBytes(UnsafeRawBufferPointer(rebasing: bytes[first..<last]))
  }

  /// A copy of them.
  var array: [UInt8] { unsafe Array(bytes) }

  /// The text up to the first NUL, or to the end.
  var string: String {
    guard let base = unsafe bytes.baseAddress else { return "" }
    let length = unsafe strnlen(base.assumingMemoryBound(to: CChar.self), count)
    return unsafe String(
      decoding: UnsafeRawBufferPointer(start: base, count: length), as: UTF8.self)
  }
}
