import ArgumentParser
import Documents
import Foundation
import Kernel
import RouteSetup
import Routing

/// The files of a host, and the record of what was written into them.
struct PersistDisk {
  private let root: String
  private static let folder = "/var/lib/diagnose/routes"
  private static let record = "\(folder)/persisted.json"
  /// Copies of what was there before, for people.
  private static let backup = "\(folder)/backup"

  init(root: String) {
    self.root = root.hasSuffix("/") ? String(root.dropLast()) : root
  }

  /// The files that the formats are read from.
  func files() throws -> HostFiles {
    if !root.isEmpty, !isFolder(root) { throw failure(.notFound, "there is no folder \(root)") }
    var files: [String: String] = [:]
    for folder in HostFiles.folders {
      for path in regularFiles(folder) { files[path] = try text(path) }
    }
    return HostFiles(files)
  }

  private func regularFiles(_ folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root + folder)) ?? []
    return names.flatMap { name -> [String] in
      let path = "\(folder)/\(name)"
      if name.hasSuffix(".d"), folder == "/etc/systemd/network" { return regularFiles(path) }
      return isFolder(root + path) ? [] : [path]
    }
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private func text(_ path: String) throws -> String? {
    guard FileManager.default.fileExists(atPath: root + path) else { return nil }
    guard let data = FileManager.default.contents(atPath: root + path) else {
      throw failure(.privilege, "\(root)\(path) cannot be read: run as root")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

extension PersistDisk {
  /// Writes the files. What they held before goes into the record first, so that it can be taken back
  /// whenever this ends.
  func write(_ edits: [FileEdit], routes: [Route]) throws {
    var entries = try recorded()
    for edit in edits {
      if let index = entries.firstIndex(where: { $0.path == edit.path }) {
        // What was there before the first time counts.
        entries[index].written = edit.after ?? ""
      } else {
        entries.append(
          Entry(
            path: edit.path, before: edit.before, written: edit.after ?? "",
            folders: missingFolders(of: edit.path)))
      }
    }
    try makeFolder(Self.folder)
    try save(entries)
    for edit in edits {
      if let before = edit.before { try put(Self.backup + edit.path, before, mode: 0o600) }
      try put(edit.path, edit.after ?? "", mode: edit.mode)
    }
  }

  /// Takes back what was written. Returns the paths that were brought back, and those that somebody
  /// changed since and that were left.
  func takeBack(dryRun: Bool) throws -> (restored: [String], left: [String]) {
    var restored: [String] = []
    var left: [Entry] = []
    for entry in try recorded().reversed() {
      let now = try text(entry.path)
      guard now == entry.written || now == entry.before || now == nil else {
        left.append(entry)
        continue
      }
      restored.append(entry.path)
      if dryRun { continue }
      if let before = entry.before {
        try put(entry.path, before, mode: 0o644)
      } else {
        try delete(entry.path)
        for folder in entry.folders.reversed() { rmdir(root + folder) }
      }
    }
    if !dryRun {
      if left.isEmpty { try forget() } else { try save(left) }
    }
    return (restored, left.map(\.path))
  }

  private struct Entry {
    var path: String
    var before: String?
    var written: String
    /// The folders that were made for it.
    var folders: [String]
  }

  private func recorded() throws -> [Entry] {
    guard let text = try text(Self.record) else { return [] }
    guard let node = try? Node(parsingJSON: Array(text.utf8)), let files = node["files"]?.array
    else { throw failure(.malformed, "\(root)\(Self.record) is not what persist wrote") }
    return files.compactMap { file in
      guard let path = file["path"]?.string, let written = file["written"]?.string else {
        return nil
      }
      return Entry(
        path: path, before: file["before"]?.string, written: written,
        folders: file["folders"]?.array?.compactMap(\.string) ?? [])
    }
  }

  private func save(_ entries: [Entry]) throws {
    let node: Node = [
      "version": 1,
      "files": Node(
        .array(
          entries.map { entry in
            var members: [Node.Member] = [
              .init("path", Node(.string(entry.path))),
              .init("written", Node(.string(entry.written))),
              .init("folders", Node(.array(entry.folders.map { Node(.string($0)) }))),
            ]
            if let before = entry.before { members.append(.init("before", Node(.string(before)))) }
            return Node(.object(members))
          })),
    ]
    try put(Self.record, node.json, mode: 0o600)
  }

  private func forget() throws {
    guard try text(Self.record) != nil else { return }
    try delete(Self.record)
    if isFolder(root + Self.backup) { try delete(Self.backup) }
    for folder in [Self.folder, "/var/lib/diagnose", "/var/lib", "/var"] { rmdir(root + folder) }
  }

  private func missingFolders(of path: String) -> [String] {
    var missing: [String] = []
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      if !isFolder(root + folder) { missing.append(folder) }
    }
    return missing
  }

  private func put(_ path: String, _ text: String, mode: UInt32) throws {
    try makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
    let kept = permissions(of: path) ?? mode
    do throws(KernelError) {
      try WholeFile.write(root + path, Array(text.utf8), mode: kept)
    } catch {
      throw failure(.cannotWrite, error.description)
    }
  }

  /// The permissions that a file has.
  private func permissions(of path: String) -> UInt32? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: root + path)
    return (attributes?[.posixPermissions] as? NSNumber)?.uint32Value
  }

  private func makeFolder(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: root + folder, withIntermediateDirectories: true)
    } catch {
      throw failure(.cannotWrite, "the folder \(root)\(folder) cannot be made: run as root")
    }
  }

  private func delete(_ path: String) throws {
    do {
      if FileManager.default.fileExists(atPath: root + path) {
        try FileManager.default.removeItem(atPath: root + path)
      }
    } catch {
      throw failure(.cannotWrite, "\(root)\(path) cannot be deleted: run as root")
    }
  }
}
