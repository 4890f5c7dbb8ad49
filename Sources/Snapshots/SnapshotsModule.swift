// The first file of Snapshots; it goes when the module has its own.
