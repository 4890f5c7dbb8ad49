import ArgumentParser
import Collecting
import Foundation
import Snapshots

/// `--objects PATH`: Kubernetes objects in files, for where no API server can be asked.
enum ObjectFiles {
  static let help: ArgumentHelp = ArgumentHelp(
    """
    The cluster's objects from files: a folder of what `kubectl get KIND -A -o json` printed, or \
    one file of manifests. May be repeated.
    """, valueName: "path")

  /// The files as a snapshot holds them, `cluster/NAME` → bytes.
  static func read(_ paths: [String]) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in paths {
      for file in try expand(path) {
        guard let data = FileManager.default.contents(atPath: file) else {
          throw failure(.notFound, "there is no file \(file) that can be read")
        }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        files["cluster/\(freeName(name, files))"] = Array(data)
      }
    }
    return files
  }

  /// The file itself, or the files of the folder that hold objects.
  private static func expand(_ path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw failure(.notFound, "there is no \(path): --objects takes a file or a folder of objects")
    }
    guard isFolder.boolValue else { return [path] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { [".json", ".yaml", ".yml"].contains(where: $0.hasSuffix) }.sorted()
      .map { "\(path)/\($0)" }
  }

  private static func freeName(_ name: String, _ files: [String: [UInt8]]) -> String {
    // A snapshot reads KIND.json and KIND.yaml; further dots would hide a file from it.
    let parts = name.split(separator: ".")
    let stem = parts.dropLast().joined(separator: "-")
    let ending = parts.last.map(String.init) ?? "json"
    return FreeName.first(for: stem, ending: ".\(ending)") { files["cluster/\($0)"] != nil }
  }
}
