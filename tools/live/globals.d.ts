// Put in by tools/sphinx/live.py when it bundles.
declare const PACKED: Record<string, number>;
declare const UNPACKED: Record<string, number>;
declare const PYTHON_FOLDER: string;
declare const BYTES: number;
