// The first file of Reporting; it goes when the module has its own.
