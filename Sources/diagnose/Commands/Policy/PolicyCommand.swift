import ArgumentParser

/// `diagnose policy`: what NetworkPolicies say.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "What the NetworkPolicies of a cluster allow and deny, and why.",
    discussion: """
      Objects come from --manifests (files, folders, standard input), from --snapshot, or from the live
      cluster of your kubeconfig where neither is named (--context and its like name one):
      manifests are laid over the others as kubectl apply would.
      """,
    subcommands: [PolicyMatch.self, PolicyExplain.self, PolicyAllowed.self, PolicyLintCommand.self]
  )
}
