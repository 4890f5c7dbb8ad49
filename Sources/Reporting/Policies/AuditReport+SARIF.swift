import Cluster
public import Documents
import Policies

extension AuditReport {
  /// The report as SARIF 2.1.0; `file` is where the manifests came from.
  public func sarif(version: String, file: String) -> Node {
    let results = audit.blockedRows.map { result($0, file) }
    return [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": "diagnose", "version": Node(.string(version)),
              "rules": [
                Self.rule("target-blocked", "A scrape target that policies cut off"),
                Self.rule("target-lost", "A scrape target that this change cuts off"),
                Self.rule("target-undecided", "A scrape target the objects do not decide"),
              ],
            ]
          ],
          "results": Node(.array(results)),
        ]
      ],
    ]
  }

  private static func rule(_ id: String, _ text: String) -> Node {
    ["id": Node(.string(id)), "shortDescription": ["text": Node(.string(text))]]
  }

  private func result(_ row: AuditRow, _ file: String) -> Node {
    let change = change(for: row).map { "; change: \($0)" }.joined()
    let text =
      "\(row.target.name) cannot be scraped from \(row.source): \(row.word) by "
      + row.policies.joined(separator: ", ") + change
    let logical = row.policies.map { policy -> Node in
      ["fullyQualifiedName": Node(.string(policy)), "kind": "resource"]
    }
    return [
      "ruleId": Node(.string("target-\(row.word)")),
      "level": row.verdict == .denied ? "error" : "warning",
      "message": ["text": Node(.string(text))],
      "locations": [
        [
          "physicalLocation": ["artifactLocation": ["uri": Node(.string(file))]],
          "logicalLocations": Node(.array(logical)),
        ]
      ],
    ]
  }
}
