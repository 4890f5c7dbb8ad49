import Relabelling

/// The URL of a target, as Go's `net/url` prints it (`scrape.Target.URL`).
struct TargetURL {
  private let scheme: ByteString
  private let host: ByteString
  private let path: ByteString
  private let params: [QueryParameter]

  /// The URL that labels lead to: `__param_NAME` stands for the first value of a parameter.
  init(_ labels: LabelSet, params: [QueryParameter]) {
    scheme = labels["__scheme__"]
    host = labels["__address__"]
    path = labels["__metrics_path__"]
    var all = params
    for label in labels.labels where label.name.hasPrefix("__param_") {
      let name = ByteString(label.name.bytes.dropFirst(8))
      if let index = all.firstIndex(where: { $0.name == name && !$0.values.isEmpty }) {
        all[index].values[0] = label.value
      } else {
        all.removeAll { $0.name == name }
        all.append(QueryParameter(name, [label.value]))
      }
    }
    self.params = all.sorted { $0.name < $1.name }
  }
}

extension TargetURL: CustomStringConvertible {
  var description: String {
    var bytes = scheme.bytes
    if !scheme.isEmpty { bytes.append(UInt8(ascii: ":")) }
    bytes += "//".utf8
    Self.escape(host, keeping: "!$&'()*+,;=:[]<>\"", to: &bytes)
    if !path.isEmpty, path.bytes.first != UInt8(ascii: "/") { bytes.append(UInt8(ascii: "/")) }
    Self.escape(path, keeping: "$&+,/:;=@", to: &bytes)
    let query = query
    if !query.isEmpty { bytes += [UInt8(ascii: "?")] + query }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `url.Values.Encode`.
  private var query: [UInt8] {
    var bytes: [UInt8] = []
    for parameter in params {
      for value in parameter.values {
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
        Self.escape(parameter.name, keeping: "", plus: true, to: &bytes)
        bytes.append(UInt8(ascii: "="))
        Self.escape(value, keeping: "", plus: true, to: &bytes)
      }
    }
    return bytes
  }

  private static func escape(
    _ text: ByteString, keeping kept: String, plus: Bool = false, to out: inout [UInt8]
  ) {
    let hex = Array("0123456789ABCDEF".utf8)
    for byte in text.bytes {
      if isUnreserved(byte) || kept.utf8.contains(byte) {
        out.append(byte)
      } else if plus, byte == UInt8(ascii: " ") {
        out.append(UInt8(ascii: "+"))
      } else {
        out += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "~"):
      true
    case _: false
    }
  }
}
