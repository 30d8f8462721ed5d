"""Whether the data folder that the environment names can be served; says what is wrong."""

import sys


def main() -> int:
    """Load the folder; print what is refused; return 1 then, else 0."""
    from geo.errors import PlanMapError  # noqa: PLC0415

    try:
        from geo.data_folder import data_folder  # noqa: PLC0415
        from geo.store import PlanStore  # noqa: PLC0415 - it reads the district's file

        PlanStore(data_folder()).published()
    except PlanMapError as error:
        sys.stdout.buffer.write(str(error).encode())
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
