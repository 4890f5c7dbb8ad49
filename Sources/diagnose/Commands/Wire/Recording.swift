import Addressing
import ArgumentParser
import Capture
import Foundation
import Observations
import Reporting
import Synchronization

/// Packets on their way into a story, a file and the terminal.
struct Recording {
  private var story = WireStory()
  private var writer: PCAPNGWriter?
  private let file: FileHandle?
  private let isPrinting: Bool
  private var statistics: [CaptureStatistics] = []
  private var firsts: [String: CapturedPacket] = [:]
  private var begin: Int64?
  private var notes: [String] = []

  init(to path: String?, printing: Bool) throws {
    isPrinting = printing
    guard let path else {
      file = nil
      return
    }
    // Others need not read what was on the wire.
    let made = FileManager.default.createFile(
      atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
    guard made, let handle = FileHandle(forWritingAtPath: path) else {
      throw failure(.notFound, "cannot write \(path): does its folder exist, and is it yours?")
    }
    file = handle
    writer = PCAPNGWriter()
  }

  /// Takes the packets of a file.
  mutating func read(_ path: String, limit: Int?) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw failure(.notFound, "there is no file \(path) to read packets from")
    }
    let content: PacketFile
    do {
      content = try PacketFile(parsing: Array(data))
    } catch {
      throw failure(.malformed, "\(path): \(error)")
    }
    take(Array(content.packets.prefix(limit ?? .max)))
    if let ended = content.ended { notes.append("\(path) is not whole: \(ended)") }
    if content.dropped > 0 {
      notes.append("whoever wrote \(path) lost \(content.dropped) packets")
    }
  }

  /// Takes live packets until there are enough, the time is over, or Ctrl-C.
  mutating func capture(
    _ sources: [PacketSource], count: Int?, duration: Duration?
  ) throws {
    let session = CaptureSession(sources)
    Interrupt.catchSignals()
    if isPrinting || count != nil || duration == nil {
      complain("capturing at \(sources.map(\.label).joined(separator: ", "))")
    }
    let deadline = duration.map { ContinuousClock.now + $0 }
    while session.isOpen, !Interrupt.isPending {
      let rest = deadline.map { ContinuousClock.now.duration(to: $0) } ?? .milliseconds(200)
      if rest <= .zero { break }
      let packets = session.next(within: min(rest, .milliseconds(200)))
      let room = count.map { $0 - story.packetCount } ?? .max
      take(Array(packets.prefix(room)))
      if story.packetCount >= count ?? .max { break }
    }
    statistics = session.statistics
    notes += session.losses.map(\.description)
  }

  private mutating func take(_ packets: [CapturedPacket]) {
    for packet in packets {
      story.add(packet)
      begin = begin ?? packet.time
      if writer != nil {
        firsts[packet.interface] = firsts[packet.interface] ?? packet
        writer?.append(packet, comment: packet.comment ?? packet.remark)
      }
    }
    if isPrinting, !packets.isEmpty {
      var out = OutputStream()
      let begin = begin ?? 0
      out.write { bytes in
        for packet in packets { bytes += "\(time(packet.time - begin)) \(packet.line)\n".utf8 }
      }
      out.flush()
    }
    flush()
  }

  /// `   0.001234`: seconds since the first packet.
  private func time(_ nanoseconds: Int64) -> String {
    let microseconds = abs(nanoseconds) / 1000
    let fraction = String(microseconds % 1_000_000)
    let whole = (nanoseconds < 0 ? "-" : "") + String(microseconds / 1_000_000)
    return String(repeating: " ", count: max(0, 4 - whole.count)) + whole + "."
      + String(repeating: "0", count: 6 - fraction.count) + fraction
  }

  private mutating func flush() {
    guard let file, let bytes = writer?.take(), !bytes.isEmpty else { return }
    do {
      try file.write(contentsOf: bytes)
    } catch {
      notes.append("the file could not be written to its end: \(error.localizedDescription)")
      writer = nil
    }
  }

  /// Writes what is left, and says what was seen.
  mutating func finish(about flow: Flow?) throws -> CaptureReport {
    for statistics in statistics {
      guard let packet = firsts[statistics.interface] else { continue }
      writer?.append(statistics: statistics, of: packet)
    }
    flush()
    if story.malformedCount > 0 {
      notes.append("\(story.malformedCount) packets could not be decoded")
    }
    return CaptureReport(
      packetCount: story.packetCount, findings: story.findings(about: flow),
      statistics: statistics, notes: notes)
  }
}

/// Ctrl-C, remembered instead of ending the program.
enum Interrupt {
  /// Whether SIGINT or SIGTERM came.
  static var isPending: Bool { interrupted.load(ordering: .relaxed) }

  /// From now on signals are only remembered.
  static func catchSignals() {
    signal(SIGINT) { _ in interrupted.store(true, ordering: .relaxed) }
    signal(SIGTERM) { _ in interrupted.store(true, ordering: .relaxed) }
  }
}

/// Outside of the type, for a handler of signals must not capture anything.
private let interrupted = Atomic<Bool>(false)
