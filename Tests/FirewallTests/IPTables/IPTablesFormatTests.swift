import Addressing
import Firewall
import Testing

@Suite struct IPTablesFormatTests {
  private func rules(_ ruleset: IPTablesRuleset, _ table: String, _ chain: String) -> [String] {
    ruleset[table]?.chain(chain)?.rules.map { $0.text(inChain: chain, family: ruleset.family) }
      ?? []
  }

  @Test func `reads a listing with policies, chains and counters`() throws {
    let ruleset = try IPTablesRuleset(
      parsing: """
        -P INPUT ACCEPT -c 1 2
        -P FORWARD DROP
        -N MINE
        -A FORWARD -p tcp -c 5 300 -j MINE
        -A MINE -j RETURN
        """, family: .ipv4)
    #expect(ruleset.tables.map(\.name) == ["filter"])
    let chains = try #require(ruleset["filter"]).chains
    #expect(chains.map(\.name) == ["INPUT", "FORWARD", "MINE"])
    #expect(chains.map(\.policy) == [.accept, .drop, nil])
    #expect(chains[0].counters == Counters(packets: 1, bytes: 2))
    #expect(chains[1].rules.first?.counters == Counters(packets: 5, bytes: 300))
    #expect(rules(ruleset, "filter", "FORWARD") == ["-A FORWARD -p tcp -j MINE"])
    #expect(ruleset.notes == [])
  }

  @Test func `reads commands as people write them`() throws {
    let ruleset = try IPTablesRuleset(
      parsing: """
        # allow the scraper
        sudo iptables -I FORWARD 1 -s 192.168.1.10 -p tcp --dport 8082 -j ACCEPT
        $ iptables -t nat -A PREROUTING -p tcp --dport 80 \\
          -j DNAT --to 10.0.0.1:8080
        root@node1:~# /usr/sbin/iptables -w 5 -A FORWARD -ptcp --dport=22 -j LATER
        # iptables -P FORWARD DROP
        -A FORWARD -m state --state NEW -j REJECT
        iptables -I FORWARD -j ACCEPT
        """, family: .ipv4)
    #expect(ruleset["filter"]?.chain("FORWARD")?.policy == .drop)
    #expect(
      rules(ruleset, "filter", "FORWARD") == [
        "-A FORWARD -j ACCEPT",
        "-A FORWARD -s 192.168.1.10/32 -p tcp -m tcp --dport 8082 -j ACCEPT",
        "-A FORWARD -p tcp -m tcp --dport 22 -j LATER",
        "-A FORWARD -m state --state NEW -j REJECT --reject-with icmp-port-unreachable",
      ])
    #expect(
      rules(ruleset, "nat", "PREROUTING") == [
        "-A PREROUTING -p tcp -m tcp --dport 80 -j DNAT --to-destination 10.0.0.1:8080"
      ])
    #expect(ruleset["filter"]?.chain("LATER")?.rules == [])
    #expect(
      ruleset.notes.map(\.description) == [
        "line 5: the chain LATER is not in the text: it is taken as empty"
      ])
  }

  @Test func `applies deletions, flushes and replacements in order`() throws {
    let ruleset = try IPTablesRuleset(
      parsing: """
        iptables -F
        iptables -X
        iptables -N OLD
        iptables -A FORWARD -j OLD
        iptables -A FORWARD -s 10.0.0.1 -j ACCEPT
        iptables -A FORWARD -s 10.0.0.2 -j ACCEPT
        iptables -D FORWARD -s 10.0.0.1 -j ACCEPT
        iptables -E OLD NEW
        iptables -R FORWARD 2 -s 10.0.0.3 -j DROP
        iptables -L -n
        ip6tables -A FORWARD -j DROP
        """, family: .ipv4)
    #expect(
      rules(ruleset, "filter", "FORWARD") == [
        "-A FORWARD -j NEW", "-A FORWARD -s 10.0.0.3/32 -j DROP",
      ])
    #expect(
      ruleset.notes.map(\.description) == [
        "line 10: the command changes nothing: it is left out",
        "line 11: ip6tables is for IPv6: the line is left out",
      ])
  }

  @Test func `accepts line ends of Windows and a byte order mark`() throws {
    let text = "\u{feff}*filter\r\n:FORWARD DROP [0:0]\r\n-A FORWARD -j ACCEPT\r\nCOMMIT\r\n"
    let ruleset = try IPTablesRuleset(parsing: text, family: .ipv4)
    #expect(rules(ruleset, "filter", "FORWARD") == ["-A FORWARD -j ACCEPT"])
  }

  @Test func `takes the last of two tables of one name and says so`() throws {
    let ruleset = try IPTablesRuleset(
      parsing: """
        *filter
        :FORWARD ACCEPT [0:0]
        -A FORWARD -j DROP
        COMMIT
        *filter
        :FORWARD DROP [0:0]
        COMMIT

        """, family: .ipv4)
    #expect(ruleset.tables.count == 1)
    #expect(
      ruleset["filter"]?.chains == [
        IPTablesChain(
          name: "FORWARD", policy: .drop, counters: Counters(packets: 0, bytes: 0))
      ])
    #expect(
      ruleset.notes.map(\.description) == [
        "line 5: the table filter comes a second time: this one replaces the first"
      ])
  }

  @Test func `keeps what it does not know as text and says so`() throws {
    let rule =
      "-A FORWARD -p tcp -m nosuch --alpha 1 ! --beta \"two words\" -m mark --mark 0x1 --newer 7 "
      + "-j NOSUCH --gamma"
    let ruleset = try IPTablesRuleset(
      parsing: "*filter\n:FORWARD ACCEPT [0:0]\n\(rule)\nCOMMIT\n", family: .ipv4)
    let read = try #require(ruleset["filter"]?.chain("FORWARD")?.rules.first)
    #expect(
      read.matches.compactMap { $0 as? UnknownMatch } == [
        UnknownMatch(name: "nosuch", text: "--alpha 1 ! --beta \"two words\""),
        UnknownMatch(name: "mark", text: "--mark 0x1 --newer 7"),
      ])
    #expect(read.target == .extension(UnknownTarget(name: "NOSUCH", text: "--gamma")))
    #expect(read.text(inChain: "FORWARD") == rule)
    #expect(ruleset.notes.count == 3)
    #expect(ruleset.notes.allSatisfy { $0.line == 3 })
  }

  @Test func `keeps a jump to a chain that the text lacks`() throws {
    let ruleset = try IPTablesRuleset(
      parsing: "*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD -j GONE\nCOMMIT\n", family: .ipv4)
    #expect(ruleset["filter"]?.chain("FORWARD")?.rules.first?.target == .jump("GONE"))
    #expect(ruleset["filter"]?.chain("GONE") == nil)
    #expect(
      ruleset.notes.map(\.description) == [
        "line 3: GONE is neither a chain of the table filter nor a known target"
      ])
  }

  @Test(arguments: [
    ("-A FORWARD -p tcp --dport ! 80", "-A FORWARD -p tcp -m tcp ! --dport 80"),
    ("-A FORWARD -s ! 10.0.0.0/8", "-A FORWARD ! -s 10.0.0.0/8"),
    ("-A FORWARD -m tcp -p tcp --destination-port http", "-A FORWARD -p tcp -m tcp --dport 80"),
    ("-A FORWARD --protocol tcp --match tcp --jump DROP", "-A FORWARD -p tcp -m tcp -j DROP"),
    ("-A FORWARD -p 6 -m mark --mark 64", "-A FORWARD -p tcp -m mark --mark 0x40"),
  ])
  func `reads older spellings`(_ written: String, _ printed: String) throws {
    let ruleset = try IPTablesRuleset(parsing: written, family: .ipv4, as: .commands)
    #expect(rules(ruleset, "filter", "FORWARD") == [printed])
  }

  @Test func `keeps a chunk flag of no known letter as text`() throws {
    let rule = "-A FORWARD -p sctp -m sctp --chunk-types any DATA:ß"
    let ruleset = try IPTablesRuleset(parsing: rule, family: .ipv4, as: .commands)
    #expect(rules(ruleset, "filter", "FORWARD") == [rule])
    #expect(ruleset.notes.count == 1)
  }

  @Test func `an empty text has no tables`() throws {
    #expect(try IPTablesRuleset(parsing: "", family: .ipv4).tables == [])
    #expect(try IPTablesRuleset(parsing: "# nothing\n", family: .ipv6).saveText == "# nothing\n")
  }
}
