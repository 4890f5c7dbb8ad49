// The first file of Simulation; it goes when the module has its own.
