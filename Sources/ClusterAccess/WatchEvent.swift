public import Documents

/// What a watch tells.
public enum WatchEvent: Sendable {
  /// All objects there are: at the beginning, and whenever the server has forgotten where the watch
  /// was (410). Replaces everything told before.
  case listed(ResourceList)
  case added(Node)
  case modified(Node)
  /// As it last was.
  case deleted(Node)
  /// The watch has come so far; nothing changed.
  case bookmark(resourceVersion: String)
  /// The connection is gone; it is asked again after the pause. Nothing is lost.
  case interrupted(ClusterAccessError, pause: Duration)
}

/// Whether a watch goes on.
public enum WatchVerdict: Sendable, Hashable {
  case `continue`
  case stop
}

/// Takes the lines of a watch's answer apart.
struct WatchDecoder {
  private var pending: [UInt8] = []
  /// Where the next watch goes on; nil after the server said that it has forgotten.
  private(set) var resourceVersion: String?
  /// An error that came as an event, other than 410.
  private(set) var failure: (code: Int, message: String)?
  /// Whether anything came.
  private(set) var sawEvent = false

  init(from resourceVersion: String) { self.resourceVersion = resourceVersion }

  /// The events that are whole with these bytes. A line that is no event is an error of the server.
  mutating func events(_ bytes: [UInt8]) -> [WatchEvent] {
    pending += bytes
    var events: [WatchEvent] = []
    var start = pending.startIndex
    while let end = pending[start...].firstIndex(of: 10) {
      if end > start, let event = event(Array(pending[start..<end])) { events.append(event) }
      start = end + 1
    }
    pending.removeSubrange(..<start)
    return events
  }

  private mutating func event(_ line: [UInt8]) -> WatchEvent? {
    guard let node = try? Node(parsingJSON: line), let object = node["object"],
      let type = node["type"]?.string
    else {
      failure = (0, "an event of the watch is not JSON")
      return nil
    }
    sawEvent = true
    if type == "ERROR" { return fail(object) }
    let version = object["metadata"]?["resourceVersion"]?.string
    if let version { resourceVersion = version }
    switch type {
    case "ADDED": return .added(object)
    case "MODIFIED": return .modified(object)
    case "DELETED": return .deleted(object)
    case "BOOKMARK": return version.map { .bookmark(resourceVersion: $0) }
    case _:
      failure = (0, "an event of the watch is of the unknown type '\(type)'")
      return nil
    }
  }

  private mutating func fail(_ status: Node) -> WatchEvent? {
    let code = status["code"]?.int ?? 0
    if code == 410 || status["reason"]?.string == "Expired" {
      resourceVersion = nil
    } else {
      failure = (code, status["message"]?.string ?? "")
    }
    return nil
  }
}
