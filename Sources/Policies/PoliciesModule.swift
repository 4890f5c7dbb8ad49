// The first file of Policies; it goes when the module has its own.
