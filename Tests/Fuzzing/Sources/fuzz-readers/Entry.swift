#if canImport(Glibc)
  import Glibc
#endif

/// The reader that the environment names: `FUZZ_READER=ipset`.
private let reader: Reader = {
  guard let name = getenv("FUZZ_READER").map({ String(cString: $0) }),
    let reader = Reader(rawValue: name)
  else {
    let names = Reader.allCases.map(\.rawValue).joined(separator: ", ")
    print("FUZZ_READER has to be one of \(names)")
    exit(64)
  }
  return reader
}()

/// What libFuzzer calls with every input (<https://llvm.org/docs/LibFuzzer.html>).
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  reader.read(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
