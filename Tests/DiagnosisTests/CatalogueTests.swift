import Diagnosis
import Testing

/// The name of a cause joins code, scenario, sample and page.
struct CatalogueTests {
  @Test func `names every cause of the catalogue once`() {
    #expect(CauseID.allCases.count == 115)
    #expect(Set(CauseID.allCases).count == 115)
  }

  @Test(arguments: Scenario.all)
  func `has a sample, a twin and a page for each scenario`(_ scenario: Scenario) {
    let samples = Repository.names(in: "Samples/Snapshots")
    #expect(CauseID.allCases.contains(CauseID(rawValue: scenario.name)))
    #expect(samples.isSuperset(of: [scenario.name, scenario.name + "-healthy"]))
    #expect(Repository.names(in: "Docs/Reference/causes").contains(scenario.name + ".md"))
  }

  @Test func `has a scenario for each page`() {
    let scenarios = Set(Scenario.all.map { $0.name + ".md" })
    #expect(Repository.names(in: "Docs/Reference/causes").subtracting(scenarios) == ["README.md"])
  }
}
