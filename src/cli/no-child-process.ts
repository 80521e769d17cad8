/*
 * Stands in the command line for node:child_process, which commander loads for subcommands that are programs of their
 * own. lsvf has none and starts no program; the module alone takes a fiftieth of the start.
 */
export {};
