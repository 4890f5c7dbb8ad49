import CNetfilter

/// The families of generic netlink.
enum GenericNetlink {
  /// The number of a family.
  static func family(_ name: String, _ socket: NetlinkSocket) throws(KernelError) -> UInt16 {
    var request = NetlinkRequest(
      "the generic netlink family \(name)", type: UInt16(GENL_ID_CTRL),
      header: genlmsghdr(cmd: UInt8(CTRL_CMD_GETFAMILY), version: 1, reserved: 0))
    request.put(Int(CTRL_ATTR_FAMILY_NAME), name)
    var number: UInt16?
    try socket.request(request) { message throws(KernelError) in
      let attributes = message.attributes(after: genlmsghdr.self)
      number = try attributes.first(Int(CTRL_ATTR_FAMILY_ID))?.number()
    }
    guard let number else { throw .unsupported(subject: name, module: name) }
    return number
  }
}
