import Addressing
import Documents

extension FieldReader {
  /// The field `key`, a port; nil when absent or 0, which the API takes for absent.
  func port(_ key: String) throws(FieldError) -> UInt16? {
    guard let number = try int(key), number != 0 else { return nil }
    guard let port = UInt16(exactly: number) else {
      throw invalid(key, "should be a port from 1 to 65535, not \(number)")
    }
    return port
  }

  /// The field `key`, a port that must be there.
  func requiredPort(_ key: String) throws(FieldError) -> UInt16 {
    guard let port = try port(key) else {
      throw FieldError(node, at: .key(path, key), "is missing")
    }
    return port
  }

  /// The field `protocol`: `TCP`, `UDP` or `SCTP`, TCP when absent.
  func transport(_ key: String = "protocol") throws(FieldError) -> TransportProtocol {
    switch try string(key) {
    case nil, "", "TCP": .tcp
    case "UDP": .udp
    case "SCTP": .sctp
    case .some(let other): throw invalid(key, "should be TCP, UDP or SCTP, not \"\(other)\"")
    }
  }

  /// The field `key`, an address; nil when absent or empty.
  func address(_ key: String) throws(FieldError) -> IPAddress? {
    guard let text = try string(key), !text.isEmpty else { return nil }
    guard let address = IPAddress(parsing: text) else {
      throw invalid(key, "should be an IP address, not \"\(text)\"")
    }
    return address
  }

  /// The field `key`, a network in CIDR notation; nil when absent or empty.
  func prefix(_ key: String) throws(FieldError) -> IPPrefix? {
    guard let text = try string(key), !text.isEmpty else { return nil }
    guard text.contains("/"), let prefix = IPPrefix(parsing: text) else {
      throw invalid(key, "should be a network such as 192.168.1.0/24, not \"\(text)\"")
    }
    return prefix
  }

  /// The field `key`, an array of networks in CIDR notation.
  func prefixes(_ key: String) throws(FieldError) -> [IPPrefix] {
    var all: [IPPrefix] = []
    for element in try list(key) {
      let text = try element.asString()
      guard text.contains("/"), let prefix = IPPrefix(parsing: text) else {
        throw FieldError(
          element.node, at: element.path,
          "should be a network such as 192.168.1.0/24, not \"\(text)\"")
      }
      all.append(prefix)
    }
    return all
  }

  /// The field `key`, an array of addresses.
  func addresses(_ key: String) throws(FieldError) -> [IPAddress] {
    var all: [IPAddress] = []
    for element in try list(key) { all.append(try element.asAddress()) }
    return all
  }

  /// This value itself, an address.
  func asAddress() throws(FieldError) -> IPAddress {
    let text = try asString()
    guard let address = IPAddress(parsing: text) else {
      throw FieldError(node, at: path, "should be an IP address, not \"\(text)\"")
    }
    return address
  }

  /// The field `key`, a number or a name.
  func numberOrName(_ key: String) throws(FieldError) -> TargetPort? {
    guard let value = try value(key) else { return nil }
    if let name = value.string { return name.isEmpty ? nil : .name(name) }
    return try port(key).map { .number($0) }
  }

  /// `status.conditions`.
  func conditions() throws(FieldError) -> [ObjectCondition] {
    var all: [ObjectCondition] = []
    for condition in try list("conditions") {
      all.append(
        ObjectCondition(
          type: try condition.string("type") ?? "", status: try condition.string("status") ?? "",
          reason: try condition.string("reason") ?? "",
          message: try condition.string("message") ?? ""))
    }
    return all
  }

  /// The pod that a `targetRef` names, of `namespace` where it names none.
  func podReference(namespace: String) throws(FieldError) -> ObjectName? {
    guard let target = try object("targetRef"), try target.string("kind") == "Pod",
      let name = try target.string("name")
    else { return nil }
    return ObjectName(namespace: try target.string("namespace") ?? namespace, name: name)
  }
}
