/// A file of the log.
struct LogSegment: Hashable {
  var number: UInt64
  /// Which file of series its numbers belong to.
  var epoch: UInt32
  /// The sequence of its first sample.
  var firstSequence: UInt64
  /// Its bytes.
  var size: Int
}

extension LogSegment {
  private static let magic = Array("DIAGWAL1".utf8)

  /// Every segment begins with a record that says what it is.
  var head: [UInt8] {
    var payload = Self.magic
    payload.append(fixed: number)
    payload.append(fixed: UInt64(epoch))
    payload.append(fixed: firstSequence)
    return LogFrame.framed(payload)
  }

  /// The length of ``head``.
  static let headSize = LogFrame.headSize + 32

  /// Reads the head of a file; nil where the program was killed before it was written, or where it is
  /// damaged.
  init?(_ file: DiskFile) throws(RemoteWriteError) {
    var frames = FrameReader(file)
    guard let payload = try frames.payload(at: 0)?.bytes else {
      guard try Self.isDamagedHead(file) else { throw .foreign(path: file.path) }
      return nil
    }
    guard payload.starts(with: Self.magic) else { throw .foreign(path: file.path) }
    var reader = ByteReader(Array(payload.dropFirst(Self.magic.count)))
    guard let number = reader.fixed(), let epoch = reader.fixed(), let first = reader.fixed(),
      let epoch = UInt32(exactly: epoch)
    else { throw .foreign(path: file.path) }
    self.number = number
    self.epoch = epoch
    firstSequence = first
    size = try file.size()
  }

  /// Whether a file begins as a head does, or with nothing but zeros, as a power cut leaves it.
  private static func isDamagedHead(_ file: DiskFile) throws(RemoteWriteError) -> Bool {
    let bytes = try file.read(headSize, at: 0)
    let length = UInt8(headSize - LogFrame.headSize)
    return bytes.allSatisfy { $0 == 0 } || bytes.starts(with: [length, 0, 0, 0])
      || bytes.dropFirst(LogFrame.headSize).starts(with: magic)
  }
}

/// The names of the files of a log.
struct LogFolder {
  let path: String

  func segment(_ number: UInt64) -> String { "\(path)/\(Self.padded(number)).wal" }

  func series(_ epoch: UInt32) -> String { "\(path)/\(Self.padded(UInt64(epoch))).series" }

  func position(_ remote: String) -> String { "\(path)/\(remote).position" }

  var lock: String { "\(path)/lock" }

  /// The numbers of the files that end in `suffix`.
  func numbers(_ suffix: String) throws(RemoteWriteError) -> [UInt64] {
    try Folder.names(path).filter { $0.hasSuffix(suffix) }
      .compactMap { UInt64($0.dropLast(suffix.count)) }.sorted()
  }

  /// The names of the remotes that have a position.
  func positions() throws(RemoteWriteError) -> [String] {
    try Folder.names(path).filter { $0.hasSuffix(".position") }
      .map { String($0.dropLast(".position".count)) }
  }

  private static func padded(_ number: UInt64) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }
}
