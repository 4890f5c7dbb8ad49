// The first file of Diagnosis; it goes when the module has its own.
