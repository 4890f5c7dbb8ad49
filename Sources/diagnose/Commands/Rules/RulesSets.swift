import ArgumentParser
import Documents
import Firewall
import Reporting

/// `diagnose rules sets`: the ipsets of each host.
struct RulesSets: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sets", abstract: "List the ipsets of each host with what they are.")

  @Argument(help: "Print this set's members.")
  var name: String?

  @OptionGroup var source: RulesSource

  func run() throws {
    var sets: [Node] = []
    var found = false
    for host in try source.book().hosts {
      for set in host.sets?.sets ?? [] where name == nil || set.name == name {
        found = true
        let meaning = host.meaning(of: set.name)
        if source.output == .json {
          var members: [Node.Member] = [
            .init("host", Node(.string(host.name))), .init("set", Node(.string(set.name))),
            .init("type", Node(.string(set.kind.name))),
            .init("size", Node(integerLiteral: set.count)),
          ]
          if let meaning { members.append(.init("meaning", Node(.string(meaning)))) }
          sets.append(Node(.object(members)))
        } else {
          let note = meaning.map { " — \($0)" } ?? ""
          print("\(host.name) \(set.name) \(set.kind.name), \(set.count) members\(note)")
          if name != nil { set.memberTexts.forEach { print("  \($0)") } }
        }
      }
    }
    if let name, !found { throw failure(.notFound, "no recorded host has a set called \(name)") }
    if source.output == .json { print(Node(.array(sets)).json) }
  }
}
