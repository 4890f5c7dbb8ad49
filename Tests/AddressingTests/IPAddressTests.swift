import Addressing
import Testing

@Suite struct IPAddressTests {
  @Test(arguments: [
    ("10.43.4.242", "10.43.4.242"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
    ("::", "::"), ("::1", "::1"), ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
    ("fe80:0::1", "fe80::1"), ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
    ("64:ff9b::10.0.0.1", "64:ff9b::a00:1"), ("::ffff:10.0.0.1", "::ffff:10.0.0.1"),
    ("2001:db8::", "2001:db8::"),
  ])
  func `reads what inet_pton reads and prints RFC 5952`(text: String, canonical: String) {
    #expect(IPAddress(parsing: text)?.description == canonical)
  }

  @Test(arguments: [
    "", "10.0.0", "10.0.0.256", "10.0.0.01", "10.0.0.1.2", "1..2.3", ":", ":::", "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9", "::1::", "12345::", "g::", "fe80::1%eth0", " 10.0.0.1",
    "1:2:3:4:5:6:7::8:9",
  ])
  func `refuses what inet_pton refuses`(text: String) {
    #expect(IPAddress(parsing: text) == nil)
  }

  @Test(arguments: [
    ("10.42.0.0/16", "10.42.255.255", true), ("10.42.0.0/16", "10.43.0.0", false),
    ("0.0.0.0/0", "::1", false), ("2000::/3", "3fff::", true), ("2000::/3", "4000::", false),
    ("fd00::/65", "fd00::8000:0:0:0", false), ("10.0.0.1/32", "10.0.0.1", true),
  ])
  func `a prefix holds the addresses that share its bits`(
    prefix: String, address: String, held: Bool
  ) throws {
    let prefix = try #require(IPPrefix(parsing: prefix))
    let address = try #require(IPAddress(parsing: address))
    #expect(prefix.contains(address) == held)
  }

  @Test(arguments: [
    ("10.0.0.1", "10.0.0.6", ["10.0.0.1/32", "10.0.0.2/31", "10.0.0.4/31", "10.0.0.6/32"]),
    ("0.0.0.0", "255.255.255.255", ["0.0.0.0/0"]), ("::", "::1", ["::/127"]),
  ])
  func `a range is the fewest prefixes that cover it`(
    first: String, last: String, expected: [String]
  ) throws {
    let first = try #require(IPAddress(parsing: first))
    let last = try #require(IPAddress(parsing: last))
    #expect(IPRange(first, last)?.prefixes.map(\.description) == expected)
  }

  @Test(arguments: [("255.255.255.0", 24), ("0.0.0.0", 0), ("255.0.255.0", nil), ("ffff::", 16)])
  func `a mask has a length only without holes`(mask: String, length: Int?) throws {
    #expect(try #require(IPAddress(parsing: mask)).maskLength == length)
  }
}
