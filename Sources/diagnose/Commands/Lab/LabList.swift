import ArgumentParser
import Foundation

/// `diagnose lab list`: the scenarios there are.
struct LabList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the scenarios, each named after its cause.")

  @OptionGroup var place: ProbesOption

  func run() throws {
    let folder = try place.folder()
    let causes = ProbesOption.causes(in: folder)
    let width = causes.map(\.count).max() ?? 0
    for cause in causes {
      let text = FileManager.default.contents(atPath: "\(folder)/Scenarios/\(cause)/README.md")
      let title =
        text.map { String(decoding: $0, as: UTF8.self) }?
        .split(separator: "\n").first.map { $0.drop { $0 == "#" || $0 == " " } } ?? ""
      print(cause.padding(toLength: width, withPad: " ", startingAt: 0) + "  " + title)
    }
  }
}
