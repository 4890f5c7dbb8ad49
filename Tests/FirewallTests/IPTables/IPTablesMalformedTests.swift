import Addressing
import Firewall
import Testing

@Suite struct IPTablesMalformedTests {
  /// A text, the format to read it in, and what is said of it.
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var format: IPTablesFormat?
    var says: String

    init(_ text: String, _ format: IPTablesFormat? = nil, says: String) {
      self.text = text
      self.format = format
      self.says = says
    }

    var testDescription: String { says }
  }

  static func filter(_ rule: String) -> String {
    "*filter\n:FORWARD ACCEPT [0:0]\n\(rule)\nCOMMIT\n"
  }

  static let rows: [Row] = [
    Row("\u{1}\u{2}\u{3}ELF", says: "line 1: byte 1 is in it: this is not a text of iptables"),
    Row(
      "*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD -j DROP\n",
      says:
        "line 3: ends in the middle of the table filter: its COMMIT is missing, so rules may be "
        + "too; save the rules again"),
    Row(
      "*filter\n*nat\nCOMMIT\n",
      says:
        "line 1: ends in the middle of the table filter: its COMMIT is missing, so rules may be "
        + "too; save the rules again"),
    Row("-A FORWARD -j DROP\n", .save, says: "line 1: a rule before any *table"),
    Row("COMMIT\n", .save, says: "line 1: COMMIT without a table before it"),
    Row(":FORWARD ACCEPT [0:0]\n", .save, says: "line 1: a chain before any *table"),
    Row(
      "*filter\n:FORWARD MAYBE [0:0]\nCOMMIT\n",
      says: "line 2: MAYBE is not a policy: ACCEPT, DROP and - are"),
    Row(
      "*filter\n:FORWARD ACCEPT [x:0]\nCOMMIT\n",
      says: "line 2: [x:0] are not counters [PACKETS:BYTES]"),
    Row(
      filter("[1;2] -A FORWARD"),
      says: "line 3: it begins with [, but not with counters [PACKETS:BYTES]"),
    Row(
      filter("-A FORWARD -m mark --mark 0x1/0x1ffffffff -j DROP"),
      says: "line 3: match mark, --mark: 0x1ffffffff is more than 4294967295"),
    Row(
      filter("-A FORWARD -j MARK --set-mark five"),
      says: "line 3: target MARK, --set-mark: five is not a number"),
    Row(
      filter("-A FORWARD -m comment --comment \"never closed"),
      says: "line 3: a quotation mark (\") is opened and never closed"),
    Row(
      filter("-A FORWARD -s 10.0.0.256 -j DROP"),
      says: "line 3: 10.0.0.256 is not an address; names of hosts are not looked up"),
    Row(filter("-A FORWARD -s 10.0.0.0/33"), says: "line 3: /33 is longer than an address"),
    Row(
      filter("-A FORWARD -s fd00::1"), says: "line 3: fd00::1/128 is of IPv6, the rules are of IPv4"
    ),
    Row(filter("-A FORWARD -p nosuch"), says: "line 3: nosuch is not a protocol"),
    Row(filter("-A FORWARD ! -p all"), says: "line 3: no packet has no protocol"),
    Row(
      filter("-A FORWARD -p tcp --dport 70000"),
      says: "line 3: match tcp, --dport: 70000 is not a port"),
    Row(
      filter("-A FORWARD -p tcp --dport 90:80"),
      says: "line 3: match tcp, --dport: the ports 90:80 are the wrong way round"),
    Row(
      filter("-A FORWARD -p tcp --dport"), says: "line 3: match tcp, --dport: its value is missing"),
    Row(filter("-A FORWARD stray"), says: "line 3: stray stands where an option should"),
    Row(filter("-A FORWARD -y"), says: "line 3: the option -y is not known"),
    Row(filter("-A FORWARD --nosuch 5"), says: "line 3: the option --nosuch is not known"),
    Row(filter("-A FORWARD -j DROP --nosuch"), says: "line 3: the option --nosuch is not known"),
    Row(filter("-A FORWARD ! -j DROP"), says: "line 3: -j cannot have a ! before it"),
    Row(
      filter("-A FORWARD -m comment ! --comment x"),
      says: "line 3: --comment cannot have a ! before it"),
    Row(filter("-s 10.0.0.1"), says: "line 3: it says neither -A nor another command with a chain"),
    Row(
      filter("-A FORWARD -i a-name-of-more-than-15"),
      says: "line 3: a-name-of-more-than-15 is not an interface: names have 1 to 15 characters"),
    Row(
      filter("-A FORWARD -p tcp -m multiport --dports 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16"),
      says: "line 3: match multiport, --dports: more than fifteen ports; a run counts as two"),
    Row(
      filter("-A FORWARD -m statistic --mode nth --every 3 --packet 3"),
      says: "line 3: match statistic: --packet 3 is not below --every 3"),
    Row(
      filter("-A FORWARD -m set --match-set A left"),
      says: "line 3: match set, --match-set: left is not a list of src and dst"),
    Row(
      filter(
        "-A FORWARD -s \(Array(repeating: "1", count: 300).joined(separator: ",")) -d "
          + Array(repeating: "1", count: 300).joined(separator: ",")),
      says: "line 3: its lists of addresses make 90000 rules"),
    Row(filter("-A FORWARD -t nat"), says: "line 3: -t nat stands within the table filter"),
    Row(
      "iptables -t nosuch -A FORWARD -j DROP\n",
      says: "line 1: nosuch is not a table: filter, nat, mangle, raw and security are"),
    Row(
      "iptables -A FORWARD -j DROP\necho done\n",
      says: "line 2: echo done … is neither a rule nor a command of iptables"),
    Row(
      "iptables -I FORWARD 3 -j DROP\n",
      says: "line 1: FORWARD has fewer than 2 rules to insert behind"),
    Row(
      "iptables -D FORWARD -j DROP\n",
      says: "line 1: FORWARD has no rule like the one to delete in the text before"),
    Row(
      "iptables -P FORWARD REJECT\n", says: "line 1: REJECT is not a policy: ACCEPT and DROP are"),
  ]

  @Test(arguments: rows)
  func `names the line and what is wrong`(_ row: Row) {
    #expect {
      try IPTablesRuleset(parsing: row.text, family: .ipv4, as: row.format)
    } throws: { error in
      "\(error)" == row.says
    }
  }

  @Test func `refuses a line without an end at once`() {
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 256 << 20)
    #expect {
      try IPTablesRuleset(parsing: text, family: .ipv4)
    } throws: { error in
      "\(error)" == "line 1: it is longer than 1048576 bytes: this is not a text of iptables"
    }
  }
}
