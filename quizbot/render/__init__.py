"""Pictures and PDF, in a child process: values in, bytes out."""
