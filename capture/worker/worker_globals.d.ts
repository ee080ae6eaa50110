/** What the classic worker script finds in its global scope. */

declare function importScripts(...urls: string[]): void;

declare const FaceMesh: typeof import("@mediapipe/face_mesh").FaceMesh;
declare const FACEMESH_FACE_OVAL: [number, number][];
declare const FACEMESH_LEFT_EYE: [number, number][];
declare const FACEMESH_RIGHT_EYE: [number, number][];
declare const FACEMESH_LEFT_EYEBROW: [number, number][];
declare const FACEMESH_RIGHT_EYEBROW: [number, number][];
declare const FACEMESH_LIPS: [number, number][];

declare const FaceDetection: typeof import("@mediapipe/face_detection").FaceDetection;
