import Addressing
import ArgumentParser
import Documents
import Reporting

/// `diagnose rules who ADDR`: what names an address.
struct RulesWho: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "who", abstract: "Find the rules and sets that name an address.")

  @Argument(help: "The address.")
  var address: String

  @OptionGroup var source: RulesSource

  func run() throws {
    guard let wanted = IPAddress(parsing: address) else {
      throw ValidationError(AddressingError.notAnAddress(address).description)
    }
    var all: [Node] = []
    for host in try source.book().hosts {
      for mention in host.mentions(of: wanted) {
        if source.output == .json {
          var members: [Node.Member] = [
            .init("host", Node(.string(host.name))), .init("where", Node(.string(mention.place))),
            .init("text", Node(.string(mention.text))),
          ]
          if let meaning = mention.meaning {
            members.append(.init("meaning", Node(.string(meaning))))
          }
          all.append(Node(.object(members)))
        } else {
          print("\(host.name) \(mention.place)\(mention.meaning.map { " — \($0)" } ?? "")")
          print("  \(mention.text)")
        }
      }
    }
    if source.output == .json { print(Node(.array(all)).json) }
  }
}
