"""What documents reads from the environment."""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from chassis.settings import ServiceSettings


class DocumentsSettings(ServiceSettings):
    """PATRAVALI_DOCUMENTS_…"""

    model_config = SettingsConfigDict(env_prefix="PATRAVALI_DOCUMENTS_")

    store_url: str
    """http(s)://host:port of the S3 store."""
    store_access_key: str
    store_secret_key: str
    store_bucket: str
    largest_file: int = Field(default=2 * 2**30, ge=1)
    """Bytes. Larger uploads are refused."""
    upload_lasting: int = Field(default=24 * 3600, ge=1)
    """Seconds that an upload may take; a district's evening line needs a night."""
    url_lasting: int = Field(default=300, ge=10, le=3600)
    """Seconds that a presigned URL works."""
    fresh_for: int = Field(default=24 * 3600, ge=0)
    """Seconds that whoever uploaded a document may read it before files refers to it."""
    longest_grant: int = Field(default=12 * 3600, ge=60)
    """Seconds that a grant may last at most."""
    keep_compilations: int = Field(default=7 * 24 * 3600, ge=60)
    """Seconds that a file's print or package can be fetched after it was ordered; it can be made again."""
    keep_quarantine: int = Field(default=30 * 24 * 3600, ge=0)
    """Seconds that refused bytes are kept for an administrator to look at."""


class WorkerSettings(DocumentsSettings):
    """The worker shares database, store and broker user with the service, and has a health port of its own."""

    model_config = SettingsConfigDict(validate_by_name=True)

    health_port: int = Field(default=0, ge=0, le=65535, validation_alias="PATRAVALI_DOCUMENTS_WORKER_HEALTH_PORT")
    max_workers: int = Field(default=2, ge=2, le=20, validation_alias="PATRAVALI_DOCUMENTS_WORKER_MAX_WORKERS")
    """One for pictures, one for reading. What is waiting stays in the queue, where other workers can take it."""
    press_seconds: float = Field(default=60.0, gt=0)
    """How long pictures are made of one document before the next gets its turn."""
    ocr_seconds: float = Field(default=60.0, gt=0)
    """How long one document is read before the next gets its turn."""
    ocr_dpi: int = Field(default=300, ge=100, le=600)
    """Tesseract is trained at 300; at 150 a Hindi page loses twice as many letters."""
